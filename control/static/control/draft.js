// What is typed into a report is kept while it is typed: a telephone rings, the browser forgets the page.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  const said = form && form.querySelector("[data-saved]");
  if (!said) return;

  const PAUSE = 2000; // milliseconds without a key
  let timer = null;
  let kept = typed();

  function typed() {
    const data = new FormData(form);
    data.delete("files");
    return data;
  }

  const same = (one, other) => JSON.stringify([...one]) === JSON.stringify([...other]);

  async function keep() {
    timer = null;
    const data = typed();
    if (same(data, kept)) return;
    data.set("action", "draft");
    try {
      const answer = await fetch(form.getAttribute("action").split("#")[0], {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
      });
      said.textContent = (await answer.json()).said;
      if (answer.ok) {
        data.delete("action");
        kept = data;
      }
    } catch {
      said.textContent = said.dataset.unsaved;
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  // What is sent, or saved by hand, is not kept a second time after it.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    timer = null;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) {
      clearTimeout(timer);
      keep();
    }
  });
})();
