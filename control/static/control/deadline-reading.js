// Shows beside every deadline field how its words are read, while they are typed.
(() => {
  const READ_URL = document.currentScript.dataset.url;
  const timers = new WeakMap();

  function noteFor(input) {
    let note = input.nextElementSibling;
    if (!note || !note.classList.contains("deadline-reading")) {
      note = document.createElement("output");
      note.className = "deadline-reading";
      note.setAttribute("aria-live", "polite");
      input.insertAdjacentElement("afterend", note);
    }
    return note;
  }

  async function read(input) {
    const words = input.value.trim();
    const note = noteFor(input);
    if (!words) {
      note.textContent = "";
      return;
    }
    const actDate = document.querySelector('[name="adopted_on"], [name="date"]')?.value || "";
    const day = actDate.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, "$3-$2-$1");
    const query = new URLSearchParams({ words, act_date: day });
    try {
      const response = await fetch(`${READ_URL}?${query}`, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const answer = await response.json();
      note.textContent = `${answer.due.length ? "=" : "?"} ${answer.reading}`;
      note.dataset.kind = answer.kind;
    } catch {
      // Offline: the words themselves are what counts, the reading comes back with the connection.
    }
  }

  function later(input) {
    clearTimeout(timers.get(input));
    timers.set(input, setTimeout(() => read(input), 250));
  }

  const isDeadline = (node) => node instanceof HTMLInputElement && "deadlineWords" in node.dataset;

  document.addEventListener("input", (event) => {
    if (isDeadline(event.target)) later(event.target);
    if (["adopted_on", "date"].includes(event.target.name)) {
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
