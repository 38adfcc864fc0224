/* Suggestions while a question is typed: an ARIA combobox over any form with data-suggest. The form works without it. */
"use strict";

(() => {
  const PAUSE = 180;

  function combobox(form, place) {
    const input = form.querySelector('input[name="q"]');
    if (!input || !window.fetch) return;
    const list = document.createElement("ul");
    list.id = `suggestions-${place}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.suggestLabel || "");
    list.hidden = true;
    form.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
    })) input.setAttribute(name, value);

    let chosen = -1, timer = 0, asked = "", waiting = null;

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(number) {
      const options = [...list.children];
      chosen = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
      // One step past the last leads back to the words as typed.
      if (chosen === options.length) chosen = -1;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
      if (chosen < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }

    function show(suggestions) {
      list.replaceChildren(...suggestions.map((one, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = one.url;
        const kind = document.createElement("small");
        kind.textContent = one.kind;
        option.append(one.number ? `№ ${one.number}. ${one.title}` : one.title, kind);
        return option;
      }));
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    async function ask() {
      const typed = input.value.trim();
      if (typed === asked && !list.hidden) return;
      asked = typed;
      if (waiting) waiting.abort();
      if (typed.length < 2) return close();
      waiting = new AbortController();
      try {
        const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed)}`;
        const answer = await fetch(address, { signal: waiting.signal, credentials: "same-origin" });
        if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
      } catch {
        close();
      }
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    input.addEventListener("blur", () => setTimeout(close, 150));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        // Closed by Escape, it is opened again by the arrow down.
        if (list.hidden) return event.key === "ArrowDown" ? ask() : undefined;
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        location.assign(list.children[chosen].dataset.url);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) location.assign(option.dataset.url);
    });
  }

  document.querySelectorAll("form[data-suggest]").forEach(combobox);
})();
