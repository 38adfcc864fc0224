// Import: the name of the dropped file at once, and J / K from doubt to doubt (bound by key position: the layout may be Russian).
(() => {
  const input = document.querySelector("[data-drop-file]");
  if (input) {
    const zone = input.closest(".import-drop");
    const say = zone.querySelector("b");
    ["dragenter", "dragover"].forEach((name) => zone.addEventListener(name, () => zone.classList.add("import-drop--over")));
    ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("import-drop--over")));
    input.addEventListener("change", () => {
      if (input.files.length) say.textContent = input.files[0].name;
    });
  }

  const doubts = [...document.querySelectorAll(".import-table .import-doubt")];
  let current = -1;
  document.addEventListener("keydown", (event) => {
    if (!doubts.length || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (!step) return;
    current = (current + step + doubts.length) % doubts.length;
    doubts[current].scrollIntoView({ block: "center" });
    doubts[current].focus({ preventScroll: true });
  });
})();
