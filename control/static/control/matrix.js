// The matrix by keyboard: arrows, Home, End, Page Up and Down go from cell to cell, N to the next late one; a strip says
// what the cell is about. One cell at a time is reached by Tab.
(() => {
  "use strict";
  const table = document.querySelector("[data-matrix]");
  if (!table) return;
  const strip = document.querySelector("[data-strip]");
  const heads = table.tHead.querySelectorAll(".matrix-points th");
  const rows = [...table.tBodies[0].rows];
  let current = null;

  const linkAt = (row, column) => rows[row] && rows[row].cells[column] && rows[row].cells[column].querySelector("a");
  const placeOf = (link) => [rows.indexOf(link.closest("tr")), link.closest("td").cellIndex];
  const isCell = (node) => node instanceof Element && node.matches("tbody td a");

  const show = (link) => {
    for (const marked of table.querySelectorAll(".matrix-on")) marked.classList.remove("matrix-on");
    const [row, column] = placeOf(link);
    rows[row].classList.add("matrix-on");
    heads[column].classList.add("matrix-on");
    strip.hidden = false;
    strip.querySelector("[data-whose]").textContent = rows[row].cells[0].textContent;
    const head = heads[column];
    strip.querySelector("[data-what]").textContent = `${head.innerText.split("\n").join(" · ")} · ${head.dataset.text}`;
    const [sign, ...word] = link.textContent.split(" ");
    strip.querySelector("[data-state]").textContent = /\d/.test(sign) ? link.textContent : word.join(" ");
    strip.querySelector("[data-card]").href = link.href;
  };
  const go = (link) => {
    if (!link) return;
    if (current) current.tabIndex = -1;
    current = link;
    link.tabIndex = 0;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const step = (row, column, down, right) => {
    do {
      row += down;
      column += right;
    } while (rows[row] && rows[row].cells[column] && column > 2 && !linkAt(row, column));
    return column > 2 ? linkAt(row, column) : null;
  };

  for (const link of table.querySelectorAll("tbody td a")) link.tabIndex = -1;
  current = table.querySelector("tbody td.l a") || table.querySelector("tbody td a");
  if (current) current.tabIndex = 0;

  table.addEventListener("focusin", (event) => isCell(event.target) && show(event.target));
  table.addEventListener("mouseover", (event) => {
    const link = event.target instanceof Element && event.target.closest("tbody td a");
    if (link) show(link);
  });
  table.addEventListener("keydown", (event) => {
    if (!isCell(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    const [row, column] = placeOf(event.target);
    const cells = () => [...rows[row].querySelectorAll("td a")];
    let next = null;
    if (event.key === "ArrowRight") next = step(row, column, 0, 1);
    else if (event.key === "ArrowLeft") next = step(row, column, 0, -1);
    else if (event.key === "ArrowDown") next = step(row, column, 1, 0);
    else if (event.key === "ArrowUp") next = step(row, column, -1, 0);
    else if (event.key === "Home") next = cells()[0];
    else if (event.key === "End") next = cells().pop();
    else if (event.key === "PageDown") next = step(Math.min(row + 9, rows.length - 2), column, 1, 0);
    else if (event.key === "PageUp") next = step(Math.max(row - 9, 1), column, -1, 0);
    else if (event.code === "KeyN" && "shortcuts" in table.dataset) {
      const late = [...table.querySelectorAll("tbody td.l a")];
      next = late.find((link) => event.target.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING) || late[0];
    } else return;
    event.preventDefault();
    go(next);
  });

  for (const button of document.querySelectorAll("[data-mark]")) {
    if (button.tagName !== "BUTTON") continue;
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const other of document.querySelectorAll("button[data-mark]")) other.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-pressed", String(on));
      if (on) table.dataset.mark = button.dataset.mark;
      else delete table.dataset.mark;
    });
  }
})();
