/* The agenda in the secretary's hands: questions are dragged, or moved with Alt and the arrows; the order goes with one form. */
for (const form of document.querySelectorAll("[data-agenda]")) {
  const list = form.querySelector("[data-agenda-list]");
  const bar = form.querySelector("[data-agenda-bar]");
  const items = () => [...list.querySelectorAll("[data-agenda-item]")];
  const keyOf = (item) => item.querySelector("[name=order]").value;
  const before = items().map(keyOf);
  const isUnsaved = !bar.hidden;

  list.classList.add("agenda--live");
  form.querySelector("[data-agenda-keys]").hidden = false;
  for (const item of items()) item.tabIndex = 0;

  function redraw() {
    let number = 0;
    const all = items();
    all.forEach((item, place) => {
      item.querySelector("[data-agenda-up]").disabled = place === 0;
      item.querySelector("[data-agenda-down]").disabled = place === all.length - 1;
      if (form.dataset.numbered && !item.classList.contains("agenda__item--heading")) {
        item.querySelector("[data-agenda-no]").textContent = ++number;
      }
    });
    bar.hidden = !isUnsaved && all.every((item, place) => keyOf(item) === before[place]);
  }

  function move(item, step) {
    const all = items();
    const other = all[all.indexOf(item) + step];
    if (!other) return;
    if (step < 0) other.before(item);
    else other.after(item);
    item.classList.add("agenda__item--moved");
    redraw();
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-agenda-up], [data-agenda-down]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("[data-agenda-item]");
    move(item, button.matches("[data-agenda-up]") ? -1 : 1);
    (button.disabled ? item : button).focus();
  });

  list.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const item = event.target.closest("[data-agenda-item]");
    const focused = event.target;
    event.preventDefault();
    move(item, event.key === "ArrowUp" ? -1 : 1);
    (focused.disabled ? item : focused).focus();
  });

  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-agenda-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    const item = grip.closest("[data-agenda-item]");
    grip.setPointerCapture(event.pointerId);
    item.classList.add("agenda__item--moving");

    // The neighbours step aside: the dragged question itself stays in the page, or the pointer would let go of it.
    const middle = (other) => {
      const box = other.getBoundingClientRect();
      return box.top + box.height / 2;
    };
    const follow = ({ clientY }) => {
      const before = item.previousElementSibling;
      const after = item.nextElementSibling;
      if (before && clientY < middle(before)) item.after(before);
      else if (after && clientY > middle(after)) item.before(after);
      else return;
      item.classList.add("agenda__item--moved");
      redraw();
      follow({ clientY });
    };
    const drop = () => {
      item.classList.remove("agenda__item--moving");
      grip.removeEventListener("pointermove", follow);
      item.focus();
    };
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", drop, { once: true });
    grip.addEventListener("pointercancel", drop, { once: true });
  });
}
