// The call screen, live: every keystroke kept, the classification beside the words, keys that never take the focus.
(() => {
  "use strict";
  const form = document.getElementById("call");
  if (!form) return;
  const id = form.dataset.call;
  const state = document.getElementById("save-state");
  const live = document.getElementById("live");
  const key = "vigie:call:" + id;
  let version = form.dataset.version;
  let saving = null, asking = null, dirty = false, leaving = false;

  const fields = () => {
    const all = {};
    for (const [name, value] of new FormData(form)) (all[name] ||= []).push(value);
    delete all.version; delete all.submit_id;
    return all;
  };
  const say = (what, bad) => { state.textContent = state.dataset[what]; state.classList.toggle("is-bad", Boolean(bad)); };
  const journal = (pending) => { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), pending, fields: fields() })); } catch { /* no storage */ } };

  // Answers whose question has left the screen stay in the form, so that they are neither lost nor asked again.
  const kept = document.getElementById("kept-answers");
  const keepAnswers = (all) => {
    kept.replaceChildren();
    for (const name of Object.keys(all)) {
      if (!name.startsWith("fact_") || !all[name][0] || form.elements[name]) continue;
      const field = document.createElement("input");
      field.type = "hidden"; field.name = name; field.value = all[name][0];
      kept.append(field);
    }
  };

  const put = (all) => {
    for (const field of form.elements) {
      if (!field.name || !(field.name in all) || field.type === "hidden" || field.type === "submit") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = all[field.name].includes(field.value);
      else field.value = all[field.name][0];
    }
  };

  // A tab that was killed before its last words reached the desk gets them back.
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (kept && kept.pending && Date.now() - kept.at < 864e5) { put(kept.fields); dirty = true; }
  } catch { /* nothing kept */ }

  const save = async () => {
    if (!dirty || leaving) return;
    dirty = false;
    say("saving");
    try {
      const answer = await fetch(`/calls/${id}/draft`, { method: "PUT", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ version, fields: fields() }) });
      if (answer.status === 409) { say("conflict", true); const now = await answer.json().catch(() => ({})); if (now.version) version = now.version; return; }
      if (!answer.ok) throw new Error(String(answer.status));
      version = (await answer.json()).version ?? version;
      form.elements.version.value = version;
      if (!dirty) journal(false);
      say("saved");
    } catch { dirty = true; say("local", true); }
  };

  const ask = async () => {
    if (leaving) return;
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(live.dataset.live, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asking.signal, redirect: "error" });
      if (!answer.ok) return;
      const html = await answer.text();
      const all = fields();
      const held = live.contains(document.activeElement) ? [document.activeElement.name, document.activeElement.value] : null;
      const open = [...live.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent.trim().slice(0, 24));
      live.innerHTML = html;
      const what = document.getElementById("anchor-what");
      if (what) what.textContent = live.querySelector(".best-title strong")?.textContent ?? "…";
      for (const field of live.querySelectorAll("input[name]")) {
        if (!(field.name in all)) continue;
        if (field.type === "radio" || field.type === "checkbox") field.checked = all[field.name].includes(field.value);
        else field.value = all[field.name][0];
      }
      keepAnswers(all);
      for (const summary of live.querySelectorAll("details > summary")) if (open.includes(summary.textContent.trim().slice(0, 24))) summary.parentElement.open = true;
      if (held) [...live.querySelectorAll("input")].find((field) => field.name === held[0] && field.value === held[1])?.focus();
    } catch { /* aborted, or the network is gone: what is shown stays */ }
  };

  let askLater = 0;
  const changed = (now) => {
    dirty = true;
    journal(true);
    clearTimeout(saving); saving = setTimeout(save, now ? 0 : 600);
    clearTimeout(askLater); askLater = setTimeout(ask, now ? 0 : 350);
  };
  form.addEventListener("input", () => changed(false));
  form.addEventListener("change", (event) => { if (event.target.type === "radio" || event.target.type === "checkbox") changed(true); });
  addEventListener("online", () => { if (dirty) save(); });
  setInterval(() => { if (dirty) save(); }, 5000);
  addEventListener("pagehide", () => { if (dirty) save(); });
  form.addEventListener("submit", () => { leaving = true; journal(false); });
  addEventListener("pageshow", () => { leaving = false; });
  if (dirty) changed(true);

  // F2 yes, F4 no, F8 I don't know answer the next question; Alt+1…5 tick actions; the focus stays in the notes.
  const answerNext = (value) => {
    const field = live.querySelector(`[data-next-question] input[value="${value}"]`);
    if (field) { field.checked = true; field.dispatchEvent(new Event("change", { bubbles: true })); }
  };
  const tickAction = (number) => {
    const box = live.querySelectorAll(".ticks input")[number - 1];
    if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); }
  };
  document.addEventListener("keydown", (event) => {
    const answers = { F2: "yes", F4: "no", F8: "unknown" };
    if (!event.altKey && !event.ctrlKey && event.key in answers) { event.preventDefault(); answerNext(answers[event.key]); return; }
    if (event.key === "F9") { event.preventDefault(); form.requestSubmit(form.querySelector("[data-park]")); return; }
    if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); form.requestSubmit(form.querySelector("[data-finish]")); return; }
    // By place of the key, not its letter: digits need Shift on a French keyboard.
    const digit = event.altKey && !event.ctrlKey && /^Digit([1-5])$/.exec(event.code);
    if (digit) { event.preventDefault(); tickAction(Number(digit[1])); }
  });
})();
