// The consistency check while an act is written: the form is sent a moment after the last change, the findings come
// back as a piece of the page, and each of them leads to its place. Without this script the links lead there too, and
// the panel shows the saved draft.
(() => {
  const DELAY = 800;

  function start() {
    const panel = document.querySelector("[data-act-checks]");
    const form = document.querySelector("form[data-edit-form]");
    if (!panel) return;
    const report = panel.querySelector("[data-act-checks-report]");
    const status = panel.querySelector("[data-act-checks-status]");
    let current = "";

    // -- the number on the button ----------------------------------------------------------------------------------

    const toggle = document.querySelector('[data-side-panel-toggle="checks"]');
    const badge = document.createElement("span");
    badge.className = "act-checks-badge";
    const called = toggle?.getAttribute("aria-label").trim();
    if (toggle) {
      toggle.classList.add("has-act-checks");
      toggle.append(badge);
    }

    function count() {
      const counts = report.querySelector("[data-act-checks-counts]");
      const blocking = Number(counts?.dataset.blocking ?? 0);
      const warnings = Number(counts?.dataset.warnings ?? 0);
      badge.textContent = blocking || warnings || "";
      badge.hidden = !(blocking || warnings);
      toggle?.setAttribute("aria-label", `${called} ${badge.textContent}`.trim());
      badge.classList.toggle("act-checks-badge--stop", blocking > 0);
    }

    // -- to the place ----------------------------------------------------------------------------------------------

    const links = () => [...report.querySelectorAll("[data-check-jump]")];
    const keyOf = (link) => `${link.dataset.checkJump} ${link.textContent}`;

    function mark(link) {
      current = link ? keyOf(link) : "";
      for (const each of links()) {
        if (each === link) each.setAttribute("aria-current", "true");
        else each.removeAttribute("aria-current");
      }
    }

    function placeOf(place) {
      const [field, block] = place.split(":");
      if (block) return document.getElementById(`block-${block}-section`);
      return document.querySelector(`[data-edit-form] [data-contentpath="${CSS.escape(field)}"]`);
    }

    function open(place) {
      const tab = place.closest('[role="tabpanel"]');
      if (tab?.hidden) document.querySelector(`[role="tab"][href="#${tab.id}"]`)?.click();
      for (let section = place.closest("section"); section; section = section.parentElement?.closest("section")) {
        section.querySelector(':scope > .w-panel__header [data-panel-toggle][aria-expanded="false"]')?.click();
      }
    }

    function jump(link) {
      mark(link);
      return show(placeOf(link.dataset.checkJump));
    }

    const FIELDS = "textarea:not([hidden]), input:not([type=hidden]):not([hidden]), select, [contenteditable=true]";

    function show(place) {
      if (!place) return false;
      open(place);
      // A tab or a folded panel opens a moment after the click.
      let tries = 20;
      const arrive = () => {
        tries -= 1;
        if (!place.offsetParent && tries) {
          setTimeout(arrive, 50);
          return;
        }
        place.classList.add("act-checks-target");
        setTimeout(() => place.classList.remove("act-checks-target"), 2500);
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        place.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
        (place.querySelector(FIELDS) ?? place.querySelector("button"))?.focus({ preventScroll: true });
      };
      arrive();
      return true;
    }

    report.addEventListener("click", (event) => {
      const link = event.target.closest("[data-check-jump]");
      if (link && jump(link)) event.preventDefault();
    });

    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = links();
      if (!all.length) return;
      event.preventDefault();
      const at = all.findIndex((link) => keyOf(link) === current);
      const step = event.shiftKey ? (at < 0 ? all.length : at) - 1 : at + 1;
      if (panel.closest("[data-side-panel]")?.hidden) toggle?.click();
      const next = all[(step + all.length) % all.length];
      jump(next);
      next.scrollIntoView({ block: "nearest" });
    });

    // -- while the text is written ---------------------------------------------------------------------------------

    let timer = 0;
    let asked = 0;
    let sent = "";

    function address() {
      // A new act gets its address when Wagtail saves it for the first time, without leaving the page.
      const saved = /\/pages\/(\d+)\/edit\//.exec(form.action);
      return saved ? panel.dataset.editUrl.replace("/0/", `/${saved[1]}/`) : panel.dataset.url;
    }

    async function ask() {
      const body = new FormData(form);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      const words = new URLSearchParams(body).toString();
      if (words === sent) return;
      asked += 1;
      const mine = asked;
      panel.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(address(), { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (!answer.ok) throw new Error(answer.status);
        const html = await answer.text();
        if (mine !== asked) return;
        sent = words;
        report.innerHTML = html;
        status.textContent = "";
        mark(links().find((link) => keyOf(link) === current));
        count();
      } catch {
        if (mine === asked) status.textContent = status.dataset.failed;
      } finally {
        if (mine === asked) panel.removeAttribute("aria-busy");
      }
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, DELAY);
    }

    // From the screen of registration a link leads to a place whose point is drawn only now.
    const [, block, field] = /^#(?:block-(.+)-section|id_(\w+))$/.exec(location.hash) ?? [];
    if (block || field) setTimeout(() => show(placeOf(block ? `item:${block}` : field)), 300);

    count();
    if (!panel.dataset.url || !form) return;
    for (const name of ["input", "change", "w-unsaved:add"]) document.addEventListener(name, later);
    // A point added, moved or taken away is no input.
    new MutationObserver((changes) => {
      const structural = changes.some(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].some((node) => node.querySelector?.("[name]")));
      if (structural) later();
    }).observe(form, { childList: true, subtree: true });
    sent = new URLSearchParams([...new FormData(form)].filter(([, value]) => !(value instanceof File))).toString();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
