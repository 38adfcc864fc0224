// Wagtail keeps what is being written by itself. Pressed in the very moment of the first keeping, «Publish» would make
// the page a second time at the same address; here it waits until the first keeping has ended.
(() => {
  const PATIENCE = 10000;
  let keeping = false;
  let waiting = null;

  const goOn = () => {
    keeping = false;
    if (!waiting) return;
    const { form, button } = waiting;
    waiting = null;
    if (button && button.name) {
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name: button.name, value: button.value || "1" });
      form.append(pressed);
    }
    form.submit();
  };

  document.addEventListener("w-autosave:save", (event) => {
    keeping = !event.defaultPrevented;
  });
  document.addEventListener("w-autosave:success", goOn);
  document.addEventListener("w-autosave:error", goOn);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!keeping || event.defaultPrevented || !form.matches("[data-edit-form]")) return;
    event.preventDefault();
    if (waiting) return;
    waiting = { form, button: event.submitter };
    window.setTimeout(goOn, PATIENCE);
  });
})();
