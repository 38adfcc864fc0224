// The screen of a report: what is typed is kept, and the draft resolution below follows the proposals.
(() => {
  const form = document.querySelector("[data-execution]");
  if (!form) return;
  const say = form.querySelector("[data-say]");
  const seen = form.querySelector('[name="seen_revision"]');
  const draft = form.querySelector("[data-draft]");
  const proposals = form.querySelector("[data-proposals]");
  const frozen = !form.querySelector('button[name="action"]:not([disabled])');
  let timer = 0;
  let going = false;
  let again = false;
  let sending = false;

  function grow(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }

  function show(row) {
    const proposal = row.querySelector("[data-proposal]").value;
    row.querySelector("[data-until]").hidden = proposal !== "extend";
    row.querySelector("[data-warning]").hidden = !(proposal === "close" && Number(row.dataset.rest) > 0);
  }

  async function keep() {
    if (going) return void (again = true);
    going = true;
    try {
      const response = await fetch(form.dataset.keepUrl, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
      const read = await response.json();
      say.textContent = read.say;
      if (response.ok) {
        if (read.revision) seen.value = read.revision;
        draft.innerHTML = read.draft;
        proposals.textContent = read.proposals;
        if (!again) delete form.dataset.dirty;
      }
    } catch {
      say.textContent = form.dataset.offline;
      later(10000);
    }
    going = false;
    if (again) {
      again = false;
      later(0);
    }
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => !sending && keep(), wait);
  }

  form.querySelectorAll("[data-grow]").forEach(grow);
  form.querySelectorAll("[data-row]").forEach(show);
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-grow]")) grow(event.target);
    const row = event.target.closest("[data-row]");
    if (row) show(row);
    if (frozen) return;
    form.dataset.dirty = "";
    say.textContent = form.dataset.unsaved;
    later(event.target.matches("select, [type=date]") ? 150 : 1500);
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(timer);
    delete form.dataset.dirty;
  });
  window.addEventListener("beforeunload", (event) => {
    if ("dirty" in form.dataset) event.preventDefault();
  });
  const print = form.querySelector("[data-print]");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
})();
