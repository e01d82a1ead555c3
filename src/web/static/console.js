// Live helps of the console; every page works without them.
(() => {
  "use strict";
  const focus = document.querySelector("[data-focus]");
  if (focus) focus.focus();

  // Double submits: the server knows the submit id as well.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });

  // Parts that are asked again: [data-refresh] holds the address, [data-every] the seconds.
  const refresh = async (box) => {
    if (document.hidden) return;
    try {
      const answer = await fetch(box.dataset.refresh, { headers: { "X-Part": "1" }, redirect: "error" });
      if (!answer.ok) return;
      const html = await answer.text();
      if (html === box.lastHtml) return;
      box.lastHtml = html;
      const held = box.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      box.innerHTML = html;
      if (held) for (const link of box.querySelectorAll("a")) if (link.getAttribute("href") === held) link.focus();
    } catch { /* the network is gone: what is shown stays */ }
  };
  for (const box of document.querySelectorAll("[data-refresh]")) setInterval(refresh, 1000 * box.dataset.every, box);

  // Timers: what had passed when the page was made, and what has passed since. The machine's own clock may be wrong.
  const opened = performance.now();
  const tick = () => {
    for (const timer of document.querySelectorAll("[data-elapsed]")) {
      const seconds = Number(timer.dataset.elapsed) + Math.floor((performance.now() - opened) / 1000);
      if (seconds < 86400) timer.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }
  };
  if (document.querySelector("[data-elapsed]")) { tick(); setInterval(tick, 1000); }

  // Menus close with Escape or a click elsewhere.
  const menu = document.querySelector(".who-menu");
  document.addEventListener("click", (event) => { if (menu && menu.open && !menu.contains(event.target)) menu.open = false; });

  // Keys. Single letters can be turned off (they would hinder speech input).
  const dialog = document.getElementById("keys");
  const off = document.getElementById("keys-off");
  const stored = (name, value) => { try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; } };
  if (off) { off.checked = stored("vigie:keys") === "off"; off.addEventListener("change", () => stored("vigie:keys", off.checked ? "off" : "on")); }
  const help = () => { if (dialog && !dialog.open) dialog.showModal(); };
  for (const button of document.querySelectorAll("[data-help]")) { button.hidden = false; button.addEventListener("click", help); }
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement);
    const to = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (to) to.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "F1") { event.preventDefault(); help(); return; }
    if (event.key === "Escape" && menu && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (off && off.checked) || (dialog && dialog.open)) return;
    const act = { "?": help, "/": () => document.querySelector("[data-search]")?.focus(), n: () => document.querySelector("[data-key=n]")?.click(), j: () => step(1), k: () => step(-1) }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
