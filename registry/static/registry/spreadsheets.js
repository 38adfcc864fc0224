/* Shows how far the work on a spreadsheet is. Without this script the forms work as plain forms. */
(() => {
  "use strict";

  const EVERY = 400;
  const PATIENCE = 2500;

  const upload = document.querySelector("[data-sheets-upload]");
  if (upload) upload.elements.watched.value = "on";

  /* One question to the server; a worker that is busy with the work itself may keep silent, then another is asked. */
  const ask = async (url) => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };

  const watch = (box, isOver) => {
    const bar = box.querySelector("progress");
    const words = box.querySelector("[data-sheets-words]");
    const silence = box.querySelector("[data-sheets-silence]");
    const step = async () => {
      try {
        const told = await ask(box.dataset.sheetsProgress);
        silence.hidden = true;
        if (isOver(told)) {
          location.replace(location.pathname);
          return;
        }
        if (told.of) {
          bar.max = told.of;
          bar.value = told.done;
        }
        words.textContent = told.words;
      } catch {
        silence.hidden = false;
      }
      setTimeout(step, EVERY);
    };
    setTimeout(step, EVERY);
  };

  /* Starts the work; the answer comes when it is done, or at once where a worker of its own does it. */
  const start = async (form) => {
    await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
  };

  const working = document.querySelector(".sheets-working");
  if (working) {
    const form = working.querySelector("[data-sheets-start]");
    const byHand = working.querySelector("[data-sheets-by-hand]");
    if (byHand) byHand.hidden = true;
    if (form) {
      form.hidden = true;
      start(form).catch(() => { form.hidden = false; });
    }
    watch(working, (told) => !told.working);
  }

  /* The button under the preview: the page gives way to the progress of the work. */
  const bringIn = document.querySelector(".sheets-actions [data-sheets-start]");
  if (bringIn) {
    bringIn.addEventListener("submit", (event) => {
      event.preventDefault();
      const label = bringIn.querySelector("button").textContent.trim();
      bringIn.closest(".sheets-actions").hidden = true;
      const box = document.createElement("div");
      box.className = "sheets-working";
      box.dataset.sheetsProgress = bringIn.dataset.sheetsProgress;
      box.innerHTML = "<progress></progress><p data-sheets-words role=\"status\"></p><p data-sheets-silence hidden></p>";
      box.querySelector("progress").setAttribute("aria-label", label);
      bringIn.closest(".nice-padding").prepend(box);
      box.scrollIntoView({ block: "center" });
      let ended = false;
      start(bringIn).catch(() => {}).finally(() => { ended = true; });
      watch(box, (told) => ended && !told.working);
    });
  }
})();
