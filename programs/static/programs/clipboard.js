// A table copied in Word or Excel, read from the clipboard into rows of {label, text, deadline, responsible, kind}.
window.planClipboard = (() => {
  const HEADS = [
    ["label", /^(№|n|п\/п|№\s*п\/п\.?|№№?)$/i],
    ["responsible", /ответствен|исполнител/i],
    ["deadline", /срок|дата|период|время/i],
    ["text", /мероприят|содержани|наименовани|вопрос|задач|работ|действи/i],
  ];
  const TIME =
    /январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр|квартал|полугоди|в течение|постоянно|ежегодно|ежемесячно|ежеквартально|по плану|по мере|\b(19|20)\d\d\b|\d\.\d\d?\./i;
  const PERSON = /[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.|председател|отдел|комисси|профком|президиум|совет/i;

  const clean = (text) =>
    text
      .split("\n")
      .map((line) => line.replace(/[\s\u00a0]+/g, " ").trim())
      .filter(Boolean)
      .join("\n");

  // Lines of a cell stay lines: paragraphs of Word, line breaks of Excel.
  function cellText(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("style, script").forEach((node) => node.remove());
    // Line ends inside the markup of Word are not those of the author.
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\s+/g, " ");
    copy.querySelectorAll("br").forEach((node) => node.replaceWith("\n"));
    copy.querySelectorAll("p, div, li").forEach((node) => node.append("\n"));
    return clean(copy.textContent);
  }

  function fromHtml(html) {
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return null;
    const waiting = []; // cells that reach down over the rows below
    return [...table.rows].map((row) => {
      const cells = [];
      let place = 0;
      const carried = () => {
        while (waiting[place] > 0) {
          waiting[place] -= 1;
          cells.push("");
          place += 1;
        }
      };
      for (const cell of row.cells) {
        carried();
        cells.push(cellText(cell));
        for (let n = 0; n < cell.colSpan; n += 1) {
          if (n) cells.push("");
          if (cell.rowSpan > 1) waiting[place] = cell.rowSpan - 1;
          place += 1;
        }
      }
      carried();
      return cells;
    });
  }

  // Excel puts a cell of several lines in quotes and doubles the quotes inside.
  function fromText(text) {
    const rows = [[""]];
    let quoted = false;
    for (let place = 0; place < text.length; place += 1) {
      const sign = text[place];
      const row = rows[rows.length - 1];
      const last = row.length - 1;
      if (quoted) {
        if (sign !== '"') row[last] += sign;
        else if (text[place + 1] === '"') {
          row[last] += '"';
          place += 1;
        } else quoted = false;
      } else if (sign === '"' && row[last] === "") quoted = true;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") rows.push([""]);
      else if (sign !== "\r") row[last] += sign;
    }
    return rows.map((row) => row.map(clean));
  }

  function rolesOfHead(row) {
    const roles = row.map((cell) => HEADS.find(([, pattern]) => cell.length < 80 && pattern.test(cell))?.[0]);
    return roles.includes("text") && (roles.includes("deadline") || roles.includes("responsible")) ? roles : null;
  }

  // Without a head the columns are told by what stands in them: numbers first, then terms, names and the words.
  function rolesOfContent(rows, width) {
    const share = (column, pattern) => rows.filter((row) => row[column] && pattern.test(row[column])).length / rows.length;
    const columns = [...Array(width).keys()];
    const roles = Array(width).fill(undefined);
    const free = () => columns.filter((column) => !roles[column]);
    const best = (pattern, least, from = free()) =>
      from.map((column) => [share(column, pattern), column]).filter(([part]) => part >= least).sort((a, b) => b[0] - a[0])[0]?.[1];
    if (share(0, /^[\dIVX]+(\.\d+)*\.?$/) >= 0.5 || (width > 3 && rows.every((row) => (row[0] || "").length < 6))) roles[0] = "label";
    const length = (column) => rows.reduce((sum, row) => sum + (row[column] || "").length, 0);
    const text = free().sort((a, b) => length(b) - length(a))[0];
    roles[text] = "text";
    const due = best(TIME, 0.3);
    if (due !== undefined) roles[due] = "deadline";
    const who = best(PERSON, 0.3) ?? (free().length === 1 ? free()[0] : undefined);
    if (who !== undefined) roles[who] = "responsible";
    if (due === undefined && free().length === 1) roles[free()[0]] = "deadline";
    return roles;
  }

  return function read(clipboard) {
    const html = clipboard.getData("text/html");
    const plain = clipboard.getData("text/plain");
    let rows = (/<table/i.test(html) && fromHtml(html)) || (plain.includes("\t") && fromText(plain)) || null;
    rows = rows?.filter((row) => row.some(Boolean));
    if (!rows?.length) return null;
    const width = Math.max(...rows.map((row) => row.length));
    if (width < 2) return rows.length > 1 ? { column: rows.map((row) => row[0]) } : null;
    let roles = null;
    const head = rows.slice(0, 3).findIndex((row) => (roles = rolesOfHead(row)));
    if (head >= 0) rows = rows.slice(head + 1);
    rows = rows.filter((row) => !row.every((cell, place) => cell.replace(/\.$/, "") === String(place + 1)));
    roles ??= rolesOfContent(rows.filter((row) => row.filter(Boolean).length > 1), width);
    return {
      rows: rows.map((row) => {
        const said = row.filter(Boolean);
        if (said.length === 1) return { kind: "section", text: said[0].replaceAll("\n", " ") };
        const result = { kind: "measure" };
        roles.forEach((role, place) => {
          if (role && row[place]) result[role] = role === "responsible" ? row[place] : row[place].replaceAll("\n", " ");
        });
        if (result.label) result.label = result.label.replace(/\.$/, "").slice(0, 20);
        return result;
      }),
    };
  };
})();
