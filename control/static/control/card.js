// The keyboard of a controller: Ctrl+Enter accepts the report, Alt+← and Alt+→ go to its neighbours in the queue.
(() => {
  "use strict";
  const accept = document.querySelector("[data-accept]");
  const neighbours = {
    ArrowLeft: document.querySelector(".control-queue [rel=prev]"),
    ArrowRight: document.querySelector(".control-queue [rel=next]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter" && accept) {
      // In another form Enter belongs to that form.
      const form = event.target.closest("form");
      if (form && form !== accept.form) return;
      event.preventDefault();
      accept.click();
    } else if (event.altKey && !event.ctrlKey && !event.shiftKey && neighbours[event.key]) {
      if (event.target.matches("input, textarea, select")) return;
      event.preventDefault();
      neighbours[event.key].click();
    }
  });
})();
