// The board of cards: choosing rows, counting the chosen, J K O X without a mouse; the print button. Works without it, too.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const form = document.querySelector("[data-board]");
  if (!form) return;
  const boxes = [...form.querySelectorAll("[data-cards]")];
  const bar = form.querySelector("[data-bar]");
  const all = form.querySelector("[data-all]");
  const chosen = form.querySelector("[data-chosen]");
  const words = chosen ? chosen.textContent : "";

  const groupOf = (box) => box.closest("tbody").querySelector(".board-group [data-cards]");
  const membersOf = (box) => [...box.closest("tbody").querySelectorAll(".board-sub [data-cards]")];

  const count = () => {
    let number = 0;
    for (const box of boxes) {
      if (!box.checked) continue;
      const group = groupOf(box);
      // A chosen point stands for all its cards, those on the screen included.
      if (group && group !== box && group.checked) continue;
      number += Number(box.dataset.cards);
    }
    if (bar) bar.hidden = !number;
    if (chosen) chosen.textContent = `${words} ${number}`;
    if (all) all.checked = boxes.length > 0 && boxes.every((box) => box.checked);
  };

  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box === all) {
      for (const each of boxes) each.checked = all.checked;
    } else if (box.closest(".board-group")) {
      for (const each of membersOf(box)) each.checked = box.checked;
    } else if (box.closest(".board-sub") && !box.checked && groupOf(box)) {
      groupOf(box).checked = false;
    }
    count();
  });
  if (all) all.hidden = boxes.length === 0;
  count();

  if (!("shortcuts" in form.dataset)) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const rows = [...form.querySelectorAll("tbody tr")];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (event.code === "KeyJ" || event.code === "KeyK") {
      const row = rows[Math.max(0, Math.min(rows.length - 1, here + (event.code === "KeyJ" ? 1 : -1)))];
      const target = row && row.querySelector("input, a");
      if (target) target.focus();
    } else if (here >= 0 && event.code === "KeyO") {
      const link = rows[here].querySelector("[data-open]") || rows[here].querySelector("a");
      if (link) link.click();
    } else if (here >= 0 && event.code === "KeyX") {
      const box = rows[here].querySelector("input");
      if (box) box.click();
    } else return;
    event.preventDefault();
  });
})();
