// The live screen of a meeting: every key is saved at once, and what is not saved is said and tried again.
// Without this script the screen is one plain form.
(() => {
  const form = document.getElementById("session");
  const rule = JSON.parse(document.getElementById("session-rule").textContent);
  let state = JSON.parse(document.getElementById("session-state").textContent);
  const rows = [...form.querySelectorAll("tr[data-member]")];
  const say = (name) => form.querySelector(`[data-${name}]`);
  const KEYS = { Digit1: "for", Numpad1: "for", Digit2: "against", Numpad2: "against", Digit3: "abstained", Numpad3: "abstained", Digit0: "", Numpad0: "" };

  form.classList.add("session--live");
  // The server compares ticks with this field; here every tick has been saved already.
  form.elements.seen.disabled = true;

  // -- one row ---------------------------------------------------------------------------------------------------

  const memberOf = (row) => row.dataset.member;
  const box = (row) => row.querySelector("[type=checkbox]");
  const radios = (row) => [...row.querySelectorAll("[type=radio]")];
  const isHere = (row) => (box(row) ? box(row).checked : true);
  const choiceOf = (row) => radios(row).find((radio) => radio.checked)?.value ?? "";

  function show(row, { present, choice, note, locked }) {
    if (box(row)) box(row).checked = present;
    row.classList.toggle("session-table__away", !present);
    row.toggleAttribute("data-locked", Boolean(locked));
    for (const radio of radios(row)) {
      radio.checked = radio.value === choice;
      radio.disabled = !present || locked || !state.open;
    }
    if (note !== undefined) row.querySelector("[data-note]").textContent = note;
  }

  function focusRow(row) {
    const target = radios(row).find((radio) => radio.checked) ?? radios(row).find((radio) => !radio.disabled) ?? box(row) ?? radios(row)[0];
    target?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function step(row, by, skips = () => false) {
    let next = rows[rows.indexOf(row) + by];
    while (next && skips(next)) next = rows[rows.indexOf(next) + by];
    if (next) focusRow(next);
  }

  // -- the numbers, at once; the server counts them again ----------------------------------------------------------

  const share = (whole, [numerator, denominator, exceeds]) => {
    const parts = Math.floor((whole * numerator) / denominator);
    return exceeds || (whole * numerator) % denominator ? parts + 1 : parts;
  };

  function counted() {
    if (!state.open) return state.numbers;
    const given = { for: 0, against: 0, abstained: 0 };
    const numbers = typed();
    if (numbers) Object.assign(given, { for: numbers.votes_for || 0, against: numbers.votes_against || 0, abstained: numbers.votes_abstained || 0 });
    else for (const row of rows) if (choiceOf(row)) given[choiceOf(row)] += 1;
    const total = given.for + given.against + given.abstained;
    const { members, quorum } = state.numbers;
    const present = rule.poll ? total : rows.filter(isHere).length;
    const needed = share(rule.ofMembers ? members : present, rule.majority);
    const has_quorum = members > 0 && present >= quorum;
    const left = rule.poll ? rows.length - total : present - total;
    return { members, present, quorum, needed, left, given: total, has_quorum, votes_for: given.for, votes_against: given.against, votes_abstained: given.abstained, passes: has_quorum && given.for >= needed };
  }

  function verdict(numbers) {
    const words = form.dataset;
    if (!numbers.has_quorum) return words.noQuorum;
    if (!numbers.given) return "";
    if (numbers.passes) return words.passes;
    if (!state.open || numbers.votes_for + Math.max(numbers.left, 0) < numbers.needed) return words.fails;
    return words.short.replace("{n}", numbers.needed - numbers.votes_for);
  }

  function count() {
    const numbers = counted();
    for (const cell of form.querySelectorAll("[data-number]")) cell.textContent = numbers[cell.dataset.number];
    for (const mark of form.querySelectorAll("[data-quorum]")) mark.hidden = (mark.dataset.quorum === "yes") !== numbers.has_quorum;
    form.querySelector("[data-bar]").setAttribute("width", numbers.members ? (100 * numbers.present) / numbers.members : 0);
    if (state.open) say("verdict").textContent = verdict(numbers);
    const stands = numbers.has_quorum && numbers.given > 0;
    const met = { passes: stands && numbers.passes, fails: stands && !numbers.passes, never: false };
    for (const button of form.querySelectorAll("[data-needs]")) {
      if (state.open && button.dataset.needs) button.disabled = !met[button.dataset.needs];
    }
  }

  // -- saving ------------------------------------------------------------------------------------------------------

  const waiting = new Map(); // member -> what of it is not saved
  let numbersWaiting = null;
  let sending = false;
  let failures = 0;
  let timer = 0;
  let drawnAt = state.stamp;
  const isSaved = () => !sending && waiting.size === 0 && !numbersWaiting;

  function note(row, mark) {
    waiting.set(memberOf(row), { ...waiting.get(memberOf(row)), ...mark });
    count();
    flush();
  }

  function tell(words, late = false) {
    say("saving").textContent = words;
    say("saving").classList.toggle("session-saving--late", late);
  }

  async function flush() {
    if (sending || (waiting.size === 0 && !numbersWaiting)) return;
    clearTimeout(timer);
    sending = true;
    const sent = new Map(waiting);
    const sentNumbers = numbersWaiting;
    waiting.clear();
    numbersWaiting = null;
    const marks = [...sent].map(([person, mark]) => ({ person: Number(person), ...mark }));
    try {
      const answer = await fetch(form.dataset.marks, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "XMLHttpRequest" },
        body: JSON.stringify({ voting: state.voting, marks, numbers: sentNumbers }),
      });
      const isAnswer = answer.headers.get("Content-Type")?.includes("json") && !answer.redirected;
      if (!isAnswer || answer.status >= 500) throw new Error(String(answer.status));
      const said = await answer.json();
      failures = 0;
      sending = false;
      if (said.state) apply(said.state);
      complain(said);
      if (isSaved() && !said.error && !Object.keys(said.refused ?? {}).length) tell("");
    } catch {
      sending = false;
      failures += 1;
      // What was pressed meanwhile is newer than what could not be sent.
      for (const [person, mark] of sent) waiting.set(person, { ...mark, ...waiting.get(person) });
      numbersWaiting ??= sentNumbers;
      tell(form.dataset.unsaved.replace("{n}", waiting.size + (numbersWaiting ? 1 : 0)), true);
      timer = setTimeout(flush, Math.min(15000, 1000 * 2 ** failures));
      return;
    }
    flush();
  }

  function complain({ error, refused = {} }) {
    const reasons = [...new Set([error, ...Object.values(refused)].filter(Boolean))];
    if (reasons.length) tell(`${form.dataset.refused} ${reasons.join(" ")}`, true);
    const place = say("count-error");
    if (place) {
      place.textContent = error ?? "";
      place.hidden = !error;
    }
  }

  function apply(fresh) {
    state = fresh;
    form.elements.voting.value = fresh.voting ?? "";
    for (const button of form.querySelectorAll("[data-while-open]")) button.hidden = !fresh.voting;
    for (const row of rows) {
      const stored = fresh.rows[memberOf(row)];
      if (stored) show(row, { ...stored, ...waiting.get(memberOf(row)) });
    }
    count();
    // The vote was closed or the question decided on another screen: draw this one anew, once all is saved.
    if (fresh.stamp !== drawnAt && isSaved()) location.reload();
  }

  async function look() {
    if (document.hidden || !isSaved()) return;
    try {
      const answer = await fetch(form.dataset.marks, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      const fresh = answer.ok && !answer.redirected ? await answer.json() : null;
      if (fresh && isSaved()) apply(fresh);
    } catch {
      // Nothing is lost by not seeing; the next look tells.
    }
  }

  setInterval(look, 7000);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", flush);
  window.addEventListener("beforeunload", (event) => isSaved() || event.preventDefault());

  // -- mouse and plain keys ----------------------------------------------------------------------------------------

  function vote(row, choice) {
    if (!state.open || row.hasAttribute("data-locked") || !radios(row).length) return false;
    if (!isHere(row)) {
      tell(form.dataset.absent);
      return false;
    }
    for (const radio of radios(row)) radio.checked = radio.value === choice;
    note(row, { choice });
    return true;
  }

  function attend(row, present) {
    if (!box(row) || box(row).disabled) return;
    show(row, { present, choice: present ? choiceOf(row) : "" });
    note(row, { present });
    focusRow(row);
  }

  form.addEventListener("change", ({ target }) => {
    const row = target.closest("tr[data-member]");
    if (row && target.type === "radio") vote(row, target.value);
    else if (row) attend(row, target.checked);
    else if (["method", "proposal", "question"].includes(target.name)) submitWith(say("terms"));
    else if (typed()) saveNumbers();
  });
  form.addEventListener("input", () => typed() && count());

  function typed() {
    const fields = [...form.querySelectorAll(".session-count input")];
    return fields.length ? Object.fromEntries(fields.map((field) => [field.name, field.value === "" ? "" : Math.trunc(Number(field.value))])) : null;
  }

  function saveNumbers() {
    const numbers = typed();
    if (Object.values(numbers).some((value) => value === "")) return;
    numbersWaiting = numbers;
    flush();
  }

  function forTheRest() {
    const silent = rows.filter((row) => isHere(row) && !choiceOf(row) && !row.hasAttribute("data-locked"));
    for (const row of silent) {
      for (const radio of radios(row)) radio.checked = radio.value === "for";
      waiting.set(memberOf(row), { ...waiting.get(memberOf(row)), choice: "for" });
    }
    count();
    flush();
  }
  say("rest")?.addEventListener("click", (event) => {
    event.preventDefault();
    if (state.open) forTheRest();
  });

  // A decision follows the last vote only when that vote is saved.
  let submitter = null;
  form.addEventListener("submit", (event) => {
    if (isSaved()) return;
    event.preventDefault();
    submitter = event.submitter;
    const again = setInterval(() => {
      if (!isSaved()) return;
      clearInterval(again);
      if (!submitter.disabled) submitWith(submitter);
    }, 50);
  });
  function submitWith(button) {
    form.requestSubmit(button);
  }

  // -- keys, by their place on the keyboard: a Russian layout is on --------------------------------------------------

  const isField = (target) => target.matches("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isField(event.target)) return;
    if (event.ctrlKey && event.code === "ArrowRight" && form.dataset.next && "shortcuts" in form.dataset) {
      event.preventDefault();
      location.assign(form.dataset.next);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const row = event.target.closest("tr[data-member]");
    if (event.code === "KeyA" && say("rest") && "shortcuts" in form.dataset && !event.repeat) {
      event.preventDefault();
      if (state.open) forTheRest();
    } else if (row && press(row, event)) {
      event.preventDefault();
    } else if (!row && event.target === document.body && event.code in KEYS && state.open) {
      // The first key of a question may be pressed anywhere: it goes to the first member without a vote.
      const first = rows.find((member) => isHere(member) && !choiceOf(member));
      if (first && "shortcuts" in form.dataset) {
        focusRow(first);
        press(first, event);
      }
    }
  });

  function press(row, { code, target }) {
    if (code in KEYS) {
      if (vote(row, KEYS[code]) && KEYS[code]) step(row, 1, (next) => !isHere(next) || next.hasAttribute("data-locked"));
    } else if (code === "ArrowDown") step(row, 1);
    else if (code === "ArrowUp") step(row, -1);
    else if (code === "Space" && target.type === "radio" && box(row)) attend(row, !isHere(row));
    else return false;
    return true;
  }

  rows.forEach((row) => {
    row.addEventListener("focusin", () => {
      form.querySelector(".session-table__now")?.classList.remove("session-table__now");
      row.classList.add("session-table__now");
    });
  });
  count();
  const first = rows.find((row) => isHere(row) && !choiceOf(row)) ?? rows[0];
  if (first && state.open && document.activeElement === document.body && !form.querySelector(".session-count")) focusRow(first);
})();
