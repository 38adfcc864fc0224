// The table of a plan by keyboard: without this script it is a plain form of rows with order numbers and tick boxes.
(() => {
  const form = document.querySelector("[data-plan-table]");
  if (!form) return;
  const body = form.querySelector("[data-plan-rows]");
  const blank = form.querySelector("[data-plan-blank]");
  const total = form.querySelector('[name="row-TOTAL_FORMS"]');
  const note = form.querySelector("[data-plan-note]");
  const state = form.querySelector("[data-plan-state]");
  const CELLS = ["label", "text", "deadline", "responsible"];
  const timers = new WeakMap();

  const rows = () => [...body.querySelectorAll("[data-plan-row]")];
  const cell = (row, name) => row.querySelector(`[data-cell="${name}"]`);
  const rowOf = (node) => node.closest?.("[data-plan-row]");
  const isEmpty = (row) => CELLS.every((name) => !cell(row, name).value.trim());
  const isRemoved = (row) => row.querySelector("[data-delete]").checked;
  const kindOf = (row) => row.querySelector('select[name$="-kind"]');

  function grow(area) {
    if (!(area instanceof HTMLTextAreaElement)) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }

  function changed() {
    rows().forEach((row, place) => (row.querySelector("[data-order]").value = place + 1));
    form.dataset.dirty = "";
    state.textContent = form.dataset.unsaved;
  }

  function show(row) {
    row.classList.toggle("plan-row--section", kindOf(row).value === "section");
    row.classList.toggle("plan-row--removed", isRemoved(row));
    row.querySelectorAll("textarea").forEach(grow);
  }

  function make(kind = "measure") {
    const number = Number(total.value);
    const holder = document.createElement("tbody");
    holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", number);
    const row = holder.firstElementChild;
    total.value = number + 1;
    kindOf(row).value = kind;
    prepare(row);
    return row;
  }

  function prepare(row) {
    row.querySelectorAll("[data-plan-plain]").forEach((node) => (node.hidden = true));
    row.querySelectorAll("[data-plan-script]").forEach((node) => (node.hidden = false));
    row.querySelector("[data-plan-dates]").hidden = !row.querySelector("[data-dates]").value;
    show(row);
    CELLS.forEach((name) => later(cell(row, name), 0));
  }

  // What stands beside the words: the dates read in them, the names the registry does not know.
  function later(input, wait = 350) {
    clearTimeout(timers.get(input));
    const ask = { deadline: readDeadline, responsible: readNames }[input.dataset.cell];
    if (ask) timers.set(input, setTimeout(() => ask(input), wait));
  }

  async function answer(address, query) {
    try {
      const response = await fetch(`${address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
      return response.ok ? await response.json() : null;
    } catch {
      return null; // Offline: the words are what counts, the hint comes back with the connection.
    }
  }

  async function readDeadline(input) {
    const output = input.parentElement.querySelector("[data-reading]");
    const words = input.value.replace(/\s+/g, " ").trim();
    const row = rowOf(input);
    const dates = row.querySelector("[data-dates]").value.trim();
    row.querySelector("[data-plan-correct]").hidden = !words || !row.querySelector("[data-plan-dates]").hidden;
    if (!words && !dates) return void (output.textContent = "");
    const { start, end } = form.dataset;
    const read = await answer(form.dataset.readingUrl, { words, dates, plan_start: start, plan_end: end });
    if (read && input.value.replace(/\s+/g, " ").trim() === words) output.textContent = `${read.is_read ? "=" : "?"} ${read.reading}`;
  }

  async function readNames(input) {
    const output = input.parentElement.querySelector("[data-hint]");
    const words = input.value.trim();
    if (!words) return void (output.textContent = "");
    const read = await answer(form.dataset.namesUrl, { words });
    if (read && input.value.trim() === words) output.textContent = read.hint;
  }

  function focus(row, name) {
    const target = row && cell(row, kindOf(row).value === "section" && name !== "label" ? "text" : name);
    target?.focus();
    return target;
  }

  function beside(row, step) {
    const all = rows().filter((each) => !isRemoved(each));
    return all[all.indexOf(row) + step];
  }

  function move(row, step) {
    const all = rows();
    const other = all[all.indexOf(row) + step];
    if (!other) return;
    step < 0 ? other.before(row) : other.after(row);
    changed();
  }

  function remove(row, gone) {
    row.querySelector("[data-delete]").checked = gone;
    const next = gone && (beside(row, 0) || beside(row, 1) || rows().find((each) => !isRemoved(each)));
    show(row);
    changed();
    if (!gone) focus(row, "text");
    else if (next) focus(next, "text");
  }

  // A pasted table takes an empty row's place and goes on below it; what was written stays.
  function paste(row, read) {
    const made = read.rows.map((said) => {
      const fresh = make(said.kind);
      CELLS.forEach((name) => (cell(fresh, name).value = said[name] ?? ""));
      return fresh;
    });
    row.after(...made);
    const replaced = isEmpty(row) && !row.querySelector('[name$="-item_id"]').value ? row : null;
    if (replaced) replaced.remove();
    made.forEach(show);
    changed();
    focus(made[made.length - 1], "text");
    offer(made.length, () => {
      if (replaced) made[0].before(replaced);
      made.forEach((fresh) => fresh.remove());
      if (replaced) focus(replaced, "text");
    });
  }

  // One column goes down through the rows from the cell it was pasted in.
  function pasteColumn(row, name, values) {
    const before = [];
    const added = [];
    let at = row;
    values.forEach((value, place) => {
      if (place) {
        const next = beside(at, 1);
        at = next || at.parentElement.appendChild(make());
        if (!next) added.push(at);
      }
      const target = cell(at, name);
      before.push([target, target.value]);
      target.value = name === "responsible" ? value : value.replaceAll("\n", " ");
      later(target, 0);
      show(at);
    });
    changed();
    offer(values.length, () => {
      before.forEach(([target, value]) => (target.value = value));
      added.forEach((fresh) => fresh.remove());
    });
  }

  function offer(count, undo) {
    note.textContent = `${form.dataset.pasted} ${count} `;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = form.dataset.undo;
    button.addEventListener("click", () => {
      undo();
      note.textContent = "";
      changed();
    });
    note.append(button);
  }

  form.addEventListener("paste", (event) => {
    const row = rowOf(event.target);
    const read = row && event.clipboardData && window.planClipboard(event.clipboardData);
    if (!read) return;
    event.preventDefault();
    if (read.column) pasteColumn(row, event.target.dataset.cell, read.column);
    else paste(row, read);
  });

  function newRow(after, kind) {
    const row = make(kind);
    after ? after.after(row) : body.append(row);
    show(row);
    changed();
    focus(row, "text");
  }

  const onFirstLine = (input) => !input.value.slice(0, input.selectionStart).includes("\n");
  const onLastLine = (input) => !input.value.slice(input.selectionEnd).includes("\n");

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    const row = rowOf(input);
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyS") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".plan-footer button"));
      return;
    }
    if (!row || !input.dataset.cell || event.isComposing) return;
    const name = input.dataset.cell;
    const at = CELLS.indexOf(name);
    const stop = () => event.preventDefault();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      stop();
      newRow(row, "measure");
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      stop();
      const next = beside(row, 1);
      if (next) focus(next, name);
      else newRow(row, "measure");
    } else if (event.key === "Enter" && event.altKey) {
      stop();
      input.setRangeText("\n", input.selectionStart, input.selectionEnd, "end");
      grow(input);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      stop();
      move(row, event.key === "ArrowUp" ? -1 : 1);
      input.focus();
    } else if (event.key === "ArrowUp" && !event.shiftKey && onFirstLine(input) && beside(row, -1)) {
      stop();
      focus(beside(row, -1), name);
    } else if (event.key === "ArrowDown" && !event.shiftKey && onLastLine(input) && beside(row, 1)) {
      stop();
      focus(beside(row, 1), name);
    } else if (event.key === "ArrowLeft" && !event.shiftKey && at > 0 && input.selectionEnd === 0) {
      const target = focus(row, CELLS[at - 1]);
      stop();
      target.setSelectionRange(target.value.length, target.value.length);
    } else if (event.key === "ArrowRight" && !event.shiftKey && at < 3 && input.selectionStart === input.value.length) {
      stop();
      focus(row, CELLS[at + 1]).setSelectionRange(0, 0);
    }
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button && rowOf(button);
    if (!button) return;
    if (button.dataset.planAdd) newRow(null, button.dataset.planAdd);
    else if (row && "planUp" in button.dataset) move(row, -1);
    else if (row && "planDown" in button.dataset) move(row, 1);
    else if (row && "planRemove" in button.dataset) remove(row, true);
    else if (row && "planCorrect" in button.dataset) {
      row.querySelector("[data-plan-dates]").hidden = false;
      button.hidden = true;
      row.querySelector("[data-dates]").focus();
    } else if (row && "planRestore" in button.dataset) remove(row, false);
  });

  form.addEventListener("input", (event) => {
    if ("dates" in event.target.dataset) {
      later(cell(rowOf(event.target), "deadline"));
      changed();
    }
    if (!event.target.dataset.cell) return;
    grow(event.target);
    later(event.target);
    changed();
  });

  form.addEventListener("submit", () => delete form.dataset.dirty);
  window.addEventListener("beforeunload", (event) => {
    if ("dirty" in form.dataset) event.preventDefault();
  });

  form.querySelectorAll("[data-plan-script]").forEach((node) => (node.hidden = false));
  rows().forEach(prepare);
  window.addEventListener("resize", () => form.querySelectorAll("textarea").forEach(grow));
  document.fonts?.ready.then(() => form.querySelectorAll("textarea").forEach(grow));
  // One empty row to go on writing in is enough where a button adds more.
  rows().filter(isEmpty).slice(1).forEach((row) => row.remove());
  (form.querySelector("[aria-invalid]") || (rows().every(isEmpty) && form.querySelector('[data-cell="text"]')))?.focus?.();
})();
