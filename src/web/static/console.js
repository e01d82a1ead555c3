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

  // One stream for all tabs of this browser: the tab that holds the lock listens and tells the others.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("vigie") : null;
  const tell = (ids) => document.dispatchEvent(new CustomEvent("vigie:change", { detail: ids }));
  if (channel) channel.onmessage = (event) => tell(event.data);
  const listen = () => new Promise(() => {
    const source = new EventSource("/events");
    source.addEventListener("change", (event) => {
      const ids = event.data.trim().split(" ");
      tell(ids);
      if (channel) channel.postMessage(ids);
    });
  });
  if (navigator.locks) navigator.locks.request("vigie-events", listen).catch(() => {}); else listen();

  // Parts that are asked again when something changes: [data-refresh] holds the address, [data-every] the seconds of a
  // slow pulse besides, for a stream that was cut.
  const refresh = async (box) => {
    if (document.hidden) { box.late = true; return; }
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
  const tabs = document.getElementById("tabs"), news = document.getElementById("news");
  const refreshHead = async () => {
    if (!tabs) return;
    try {
      const answer = await fetch(`${tabs.dataset.live}&at=${encodeURIComponent(location.pathname)}`, { redirect: "error" });
      if (!answer.ok) return;
      const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [calls, told] = [parts.querySelector("nav.calls"), parts.querySelector(".news")];
      if (!tabs.contains(document.activeElement)) tabs.replaceChildren(...(calls ? [calls] : []));
      if (told && told.innerHTML !== news.dataset.told) { news.dataset.told = told.innerHTML; news.replaceChildren(...told.childNodes); }
    } catch { /* the network is gone */ }
  };
  const boxes = [...document.querySelectorAll("[data-refresh]")];
  for (const box of boxes) setInterval(refresh, 1000 * box.dataset.every, box);
  let later = 0;
  document.addEventListener("vigie:change", () => {
    clearTimeout(later);
    later = setTimeout(() => { boxes.forEach(refresh); refreshHead(); }, 200);
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) for (const box of boxes) if (box.late) { box.late = false; refresh(box); } });

  // Who else has this case or call open: said by each page every fifteen seconds, and at once when somebody comes.
  const about = document.querySelector("[data-subject]"), looking = document.querySelector("[data-looking]");
  const beHere = async () => {
    if (!about || document.hidden) return;
    try {
      const answer = await fetch("/presence", { method: "POST", body: new URLSearchParams({ subject: about.dataset.subject }), redirect: "error" });
      if (answer.ok && looking) { const who = await answer.text(); if (looking.textContent.trim() !== who) looking.textContent = who; }
    } catch { /* the network is gone */ }
  };
  const concerns = (ids) => about && (ids.includes(about.dataset.subject) || ids.includes("0".repeat(32)));
  if (about) {
    beHere();
    setInterval(beHere, 15000);
    document.addEventListener("vigie:change", (event) => { if (event.detail.includes(about.dataset.subject)) beHere(); });
  }

  // A case that changes elsewhere changes here, part by part; a part in which somebody is typing waits.
  const dirty = (part) => part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select") || [...part.querySelectorAll("input, textarea, select")].some((field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
      : field.tagName === "SELECT" ? [...field.options].some((option) => option.selected !== option.defaultSelected) && ![...field.options].every((option) => !option.defaultSelected)
      : field.type !== "hidden" && field.value !== field.defaultValue);
  const parts = document.querySelector("[data-live-parts]");
  const refreshParts = async () => {
    try {
      const answer = await fetch(location.pathname, { redirect: "error" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      let late = false;
      for (const part of document.querySelectorAll("[data-part]")) {
        const now = fresh.getElementById(part.id);
        if (!now || now.innerHTML === part.innerHTML) continue;
        if (dirty(part)) { late = true; continue; }
        const open = [...part.querySelectorAll("details")].map((one) => one.open);
        part.replaceChildren(...now.childNodes);
        [...part.querySelectorAll("details")].forEach((one, place) => { if (open[place]) one.open = true; });
      }
      const note = document.getElementById("changed-note");
      if (note) note.hidden = !late;
    } catch { /* the network is gone */ }
  };
  let partsLater = 0;
  if (parts) document.addEventListener("vigie:change", (event) => {
    if (!concerns(event.detail)) return;
    clearTimeout(partsLater);
    partsLater = setTimeout(refreshParts, 250);
  });

  // Timers: what had passed when the part was made, and what has passed since. The machine's own clock may be wrong.
  const began = new WeakMap();
  const tick = () => {
    for (const timer of document.querySelectorAll("[data-elapsed]")) {
      if (!began.has(timer)) began.set(timer, performance.now());
      const seconds = Number(timer.dataset.elapsed) + Math.floor((performance.now() - began.get(timer)) / 1000);
      const text = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      if (seconds < 86400 && timer.textContent !== text) timer.textContent = text;
    }
  };
  tick(); setInterval(tick, 1000);

  for (const button of document.querySelectorAll("[data-print]")) { button.hidden = false; button.addEventListener("click", () => print()); }

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

  // The palette: pages and cases by a few letters.
  const palette = document.getElementById("palette"), wanted = document.getElementById("palette-q"), found = document.getElementById("palette-found");
  let search = null;
  const look = async () => {
    if (search) search.abort();
    search = new AbortController();
    try {
      const answer = await fetch(`/find?part=list&q=${encodeURIComponent(wanted.value)}`, { signal: search.signal, redirect: "error" });
      if (answer.ok) found.innerHTML = await answer.text();
    } catch { /* typed on, or the network is gone */ }
  };
  if (wanted) {
    wanted.addEventListener("input", look);
    palette.addEventListener("keydown", (event) => {
      const links = [...palette.querySelectorAll("[data-found]")], at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown") { event.preventDefault(); links[Math.min(links.length - 1, at + 1)]?.focus(); }
      if (event.key === "ArrowUp") { event.preventDefault(); (at > 0 ? links[at - 1] : wanted).focus(); }
      if (event.key === "Enter" && document.activeElement === wanted && links.length) { event.preventDefault(); links[0].click(); }
    });
  }
  const openPalette = () => { if (palette && !palette.open) { palette.showModal(); wanted.select(); look(); } };

  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.innerHTML;
      try {
        await navigator.clipboard.writeText(text.innerText);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.innerHTML = label; }, 4000);
      } catch { getSelection().selectAllChildren(text); }
    });
  }

  // To the button of the next act of a case.
  const nextAct = () => {
    const link = document.querySelector("[data-next-act]"), part = link && document.querySelector(link.hash);
    const button = part?.querySelector("form button.primary:not([disabled])") ?? part?.querySelector("form button:not([disabled])");
    if (!button) return;
    for (let box = button.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    button.focus();
    button.scrollIntoView({ block: "center" });
  };

  // From call to call by one key.
  const toCall = (current) => {
    const links = [...document.querySelectorAll("[data-tab]")];
    if (!links.length) return;
    const at = links.findIndex((link) => link.hasAttribute("aria-current"));
    links[current ? 0 : (at + 1) % links.length].click();
  };
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") { event.preventDefault(); openPalette(); return; }
    const single = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (single && event.key === document.body.dataset.keyNext) { event.preventDefault(); toCall(false); return; }
    if (single && event.key === document.body.dataset.keyPark && !document.getElementById("call")) { event.preventDefault(); toCall(true); return; }
    if (event.key === "F1") { event.preventDefault(); help(); return; }
    if (event.key === "Escape" && menu && menu.open) { menu.open = false; menu.querySelector("summary").focus(); }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (off && off.checked) || (dialog && dialog.open)) return;
    const act = { "?": help, "/": () => document.querySelector("[data-search]")?.focus(), n: () => document.querySelector("[data-key=n]")?.click(), j: () => step(1), k: () => step(-1), s: nextAct }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
