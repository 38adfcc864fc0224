// Shows beside every deadline field how its words are read, while they are typed, and lets the author put it right.
(() => {
  const { url: READ_URL, correct: CORRECT } = document.currentScript.dataset;
  const timers = new WeakMap();
  const KNOWN = {
    act_date: '[name="adopted_on"], [name="date"]',
    plan_start: '[name="period_start"], [name="plan_start"]',
    plan_end: '[name="period_end"], [name="plan_end"]',
  };

  const isWords = (node) => node instanceof HTMLInputElement && "deadlineWords" in node.dataset;
  const isDates = (node) => node instanceof HTMLInputElement && "deadlineDates" in node.dataset;
  const home = (input) => input.closest(".struct-block, .w-panel, fieldset, form") ?? document.body;
  const datesOf = (input) => home(input).querySelector("[data-deadline-dates]");
  const wordsOf = (input) => home(input).querySelector("[data-deadline-words]");
  const rowOf = (input) => input.closest("[data-contentpath]") ?? input.closest("[data-field]") ?? input;

  function noteFor(input) {
    let note = input.parentElement.querySelector(".deadline-reading");
    if (!note) {
      note = document.createElement("p");
      note.className = "deadline-reading";
      const words = document.createElement("output");
      words.setAttribute("aria-live", "polite");
      note.append(words);
      if (datesOf(input)) note.append(" ", buttonFor(input));
      input.insertAdjacentElement("afterend", note);
    }
    return note;
  }

  function buttonFor(input) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "deadline-reading__correct button button-small button-secondary";
    button.textContent = CORRECT;
    button.addEventListener("click", () => {
      const dates = datesOf(input);
      rowOf(dates).hidden = false;
      button.hidden = true;
      dates.focus();
    });
    return button;
  }

  async function read(input) {
    const words = input.value.trim();
    const dates = datesOf(input);
    const note = noteFor(input);
    const output = note.querySelector("output");
    const button = note.querySelector("button");
    if (dates) fold(dates, button, words);
    if (!words && !dates?.value.trim()) {
      output.textContent = "";
      return;
    }
    const query = new URLSearchParams({ words });
    if (dates?.value.trim()) query.set("dates", dates.value.trim());
    for (const [name, selector] of Object.entries(KNOWN)) {
      const day = document.querySelector(selector)?.value ?? "";
      query.set(name, day.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, "$3-$2-$1"));
    }
    try {
      const response = await fetch(`${READ_URL}?${query}`, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const answer = await response.json();
      output.textContent = `${answer.is_read ? "=" : "?"} ${answer.reading}`;
      note.dataset.kind = answer.kind;
    } catch {
      // Offline: the words themselves are what counts, the reading comes back with the connection.
    }
  }

  // The field for days of his own stays away until the author asks for it, or where it already says something.
  function fold(dates, button, words) {
    const needed = dates.value.trim() !== "" || rowOf(dates).querySelector(".error-message");
    if (needed) rowOf(dates).hidden = false;
    else if (button && !button.hidden && document.activeElement !== dates) rowOf(dates).hidden = true;
    if (button) button.hidden = !rowOf(dates).hidden || !words;
  }

  function later(input) {
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => read(input), 250));
  }

  document.addEventListener("input", (event) => {
    if (isWords(event.target)) later(event.target);
    if (isDates(event.target) && wordsOf(event.target)) later(wordsOf(event.target));
    if (Object.values(KNOWN).some((selector) => event.target.matches?.(selector))) {
      document.querySelectorAll("[data-deadline-words]").forEach(later);
    }
  });
  const readAll = (root) => root.querySelectorAll?.("[data-deadline-words]").forEach(later);
  document.addEventListener("DOMContentLoaded", () => {
    readAll(document);
    new MutationObserver((changes) =>
      changes.forEach((change) => change.addedNodes.forEach((node) => readAll(node))),
    ).observe(document.body, { childList: true, subtree: true });
  });
})();
