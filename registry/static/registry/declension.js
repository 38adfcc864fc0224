// «Подсказать падежи»: fills the empty fields of cases with suggestions, each marked until a person looks at it.
(() => {
  const CASES = ["genitive", "dative", "accusative"];
  const NAMES = ["name", "surname", "given_name", "patronymic", "gender"];

  function noteBeside(field) {
    const id = `${field.id}-suggestion`;
    let note = document.getElementById(id);
    if (!note) {
      note = document.createElement("p");
      note.id = id;
      note.className = "case-suggestion";
      field.insertAdjacentElement("afterend", note);
      field.addEventListener("input", () => unmark(field));
    }
    return note;
  }

  function mark(field, words) {
    noteBeside(field).textContent = words;
    field.classList.add("is-suggested");
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${field.id}-suggestion`.trim());
  }

  function unmark(field) {
    if (!field.classList.contains("is-suggested")) return;
    field.classList.remove("is-suggested");
    noteBeside(field).textContent = "";
  }

  async function suggest(button, fields, status) {
    const words = button.dataset;
    const asked = new URLSearchParams();
    for (const name of NAMES) {
      const source = document.querySelector(`#w-editor-form [name="${name}"]`);
      if (source && source.value.trim()) asked.set(name, source.value.trim());
    }
    if (!asked.has("name") && !asked.has("surname")) {
      status.textContent = words.noName;
      return;
    }
    button.disabled = true;
    status.textContent = "";
    try {
      const answer = await fetch(`${words.url}?${asked}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      let filled = 0;
      for (const name of CASES) {
        const field = fields[name];
        if (!field || field.value.trim() || !found[name]) continue;
        field.value = found[name].text;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        mark(field, found[name].sure ? words.sure : words.unsure);
        filled += 1;
      }
      status.textContent = filled ? words.filled : words.full;
    } catch {
      status.textContent = words.failed;
    } finally {
      button.disabled = false;
    }
  }

  function attach() {
    const fields = {};
    for (const name of CASES) fields[name] = document.querySelector(`#w-editor-form [name="name_${name}"]`);
    const first = fields.genitive;
    if (!first || !first.dataset.declensionUrl) return;
    const line = document.createElement("div");
    line.className = "case-ask";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = first.dataset.declensionAsk;
    Object.assign(button.dataset, {
      url: first.dataset.declensionUrl,
      sure: first.dataset.declensionSure,
      unsure: first.dataset.declensionUnsure,
      filled: first.dataset.declensionFilled,
      full: first.dataset.declensionFull,
      noName: first.dataset.declensionNoName,
      failed: first.dataset.declensionFailed,
    });
    const status = document.createElement("span");
    status.className = "case-ask__status";
    status.setAttribute("role", "status");
    line.append(button, status);
    const panel = first.closest(".w-panel__content") || first.closest(".w-field__wrapper").parentElement;
    panel.prepend(line);
    button.addEventListener("click", () => suggest(button, fields, status));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", attach);
  else attach();
})();
