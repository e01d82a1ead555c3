// The call screen, live: every keystroke kept here and at the desk, changes of colleagues merged field by field, the
// classification beside the words, keys that never take the focus from the notes.
(() => {
  "use strict";
  const form = document.getElementById("call");
  if (!form) return;
  const id = form.dataset.call;
  const [live, state, clashes, kept] = ["live", "save-state", "clashes", "kept-answers"].map((name) => document.getElementById(name));
  const notes = form.elements.description;
  const ours = new Set(["version", "submit_id", "base", "intent", "to", "take"]);
  const boxes = new Set(["notice", "action"]);
  const held = new Map();
  let version = form.dataset.version, base = {}, asking = null, saving = null, waiting = null, leaving = false;
  try { base = JSON.parse(form.elements.base.value || "{}"); } catch { /* an empty call */ }

  const fields = () => {
    const all = {};
    for (const [name, value] of new FormData(form)) if (!ours.has(name)) (all[name] ||= []).push(value);
    return all;
  };
  const said = (list) => (list ?? []).filter(Boolean).join("\u0000");
  const same = (one, other) => said(one) === said(other);
  const changes = () => {
    const all = fields(), changed = {};
    for (const name of new Set([...Object.keys(all), ...boxes])) if (!held.has(name) && !same(all[name], base[name])) changed[name] = all[name] ?? [];
    return changed;
  };
  const say = (what, bad) => { state.textContent = state.dataset[what]; state.classList.toggle("is-bad", Boolean(bad)); };

  // The journal of this workstation: written to the disk at once, so that a killed browser or a lost network takes no words.
  const store = new Promise((resolve) => {
    try {
      const open = indexedDB.open("vigie", 1);
      open.onupgradeneeded = () => open.result.createObjectStore("calls");
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => resolve(null);
    } catch { resolve(null); }
  });
  const inStore = async (act) => {
    const db = await store;
    if (!db) return null;
    return new Promise((resolve) => {
      const work = db.transaction("calls", "readwrite", { durability: "strict" });
      const asked = act(work.objectStore("calls"));
      work.oncomplete = () => resolve(asked?.result ?? null);
      work.onabort = work.onerror = () => resolve(null);
    });
  };
  let writing = null, writeAgain = false;
  const journal = () => {
    if (writing) { writeAgain = true; return; }
    const changed = changes();
    writing = inStore((calls) => (Object.keys(changed).length ? calls.put({ at: Date.now(), base, fields: changed }, id) : calls.delete(id)));
    writing.then(() => { writing = null; if (writeAgain) { writeAgain = false; journal(); } });
  };

  const setText = (field, text) => {
    const [from, to, old] = [field.selectionStart, field.selectionEnd, field.value];
    let begin = 0;
    while (begin < old.length && begin < text.length && old[begin] === text[begin]) begin++;
    field.value = text;
    if (document.activeElement !== field) return;
    const move = (at) => (at <= begin ? at : Math.max(begin, at + text.length - old.length));
    field.setSelectionRange(move(from), move(to));
  };
  const put = (all) => {
    for (const field of form.elements) {
      if (!field.name || !(field.name in all) || field.type === "hidden" || field.type === "submit") continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = all[field.name].includes(field.value);
      else if (field.value !== (all[field.name][0] ?? "")) field.type === "select-one" ? (field.value = all[field.name][0] ?? "") : setText(field, all[field.name][0] ?? "");
    }
    keep(all);
  };

  // Answers and ticks whose place has left the screen stay in the form, so that they are neither lost nor asked again.
  const keep = (all) => {
    const before = {};
    for (const field of kept.querySelectorAll("input")) (before[field.name] ||= []).push(field.value);
    const wanted = { ...before, ...all };
    kept.replaceChildren();
    for (const [name, values] of Object.entries(wanted)) {
      if (!name.startsWith("fact_") && name !== "action") continue;
      for (const value of values) {
        const shown = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((field) => !kept.contains(field));
        if (!value || (name === "action" ? shown.some((field) => field.value === value) : shown.length)) continue;
        const field = document.createElement("input");
        field.type = "hidden"; field.name = name; field.value = value;
        kept.append(field);
      }
    }
  };

  // Two people in the same words: what each changed stays; only where both changed the same words does a person choose.
  const merge = (old, mine, theirs) => {
    if (mine === old || mine === theirs) return theirs;
    if (theirs === old) return mine;
    const cut = (to) => {
      let a = 0, b = 0;
      while (a < old.length && a < to.length && old[a] === to[a]) a++;
      while (b < old.length - a && b < to.length - a && old[old.length - 1 - b] === to[to.length - 1 - b]) b++;
      return [a, old.length - b, to.slice(a, to.length - b)];
    };
    const [a1, b1, t1] = cut(mine), [a2, b2, t2] = cut(theirs);
    if (a1 === b1 && a2 === b2 && a1 === a2) return old.slice(0, a1) + t2 + (t2.endsWith("\n") ? "" : "\n") + t1 + old.slice(a1);
    if (b1 <= a2) return old.slice(0, a1) + t1 + old.slice(b1, a2) + t2 + old.slice(b2);
    if (b2 <= a1) return old.slice(0, a2) + t2 + old.slice(b2, a1) + t1 + old.slice(b1);
    return null;
  };

  const labelOf = (name) => (form.querySelector(`label[for="${CSS.escape(name)}"]`) ?? form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest("fieldset")?.querySelector("legend"))?.textContent.trim() ?? name;
  const shown = (name, values) => {
    const one = (value) => {
      const field = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find((field) => field.value === value && field.type !== "hidden");
      const option = form.elements[name]?.options && [...form.elements[name].options].find((option) => option.value === value);
      return option?.textContent ?? field?.closest("label")?.textContent.trim() ?? value;
    };
    return (values ?? []).map(one).join(", ");
  };
  const clash = (name, theirs, by) => {
    const text = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });
    const button = (words, act) => {
      const made = text("button", words);
      made.type = "button"; made.className = "button";
      made.addEventListener("click", () => { held.delete(name); box.remove(); base[name] = theirs; act(); notes.focus(); changed(true); });
      return made;
    };
    document.getElementById("clash-" + name)?.remove();
    const box = text("section", "");
    box.id = "clash-" + name; box.className = "clash"; box.setAttribute("role", "alert");
    const lines = [text("p", ""), text("p", ""), text("p", "")];
    const marked = (line, words, value) => line.append(words + " ", text("q", shown(name, value)));
    lines[0].append(text("strong", clashes.dataset.title.replace("…", labelOf(name))));
    marked(lines[1], clashes.dataset.theirs.replace("…", by || "…"), theirs);
    marked(lines[2], clashes.dataset.mine, fields()[name]);
    const buttons = text("p", "");
    buttons.className = "buttons";
    buttons.append(button(clashes.dataset.keepTheirs, () => put({ [name]: theirs })), button(clashes.dataset.keepMine, () => {}));
    box.append(...lines, buttons);
    held.set(name, theirs);
    clashes.append(box);
  };

  // What a colleague wrote: where this person changed nothing it is taken over; otherwise merged, or asked.
  const meet = (name, theirs, by) => {
    const mine = fields()[name];
    if (same(mine, theirs)) { base[name] = theirs; held.delete(name); document.getElementById("clash-" + name)?.remove(); return; }
    if (same(mine, base[name])) {
      base[name] = theirs; put({ [name]: theirs });
      if (by) state.textContent = clashes.dataset.changed.replace("…", by);
      return;
    }
    const merged = form.elements[name]?.tagName === "TEXTAREA" ? merge(base[name]?.[0] ?? "", mine?.[0] ?? "", theirs[0] ?? "") : null;
    if (merged === null) { clash(name, theirs, by); return; }
    base[name] = theirs;
    setText(form.elements[name], merged);
    changed(false);
  };

  const take = (answer, sent) => {
    version = answer.version;
    for (const name of Object.keys(sent)) if (!(name in (answer.clashes ?? {}))) base[name] = sent[name];
    if (answer.words !== undefined && sent.description?.[0] === notes.value) { setText(notes, answer.words); base.description = [answer.words]; }
    let news = false;
    for (const [name, theirs] of Object.entries(answer.fields ?? {})) {
      if (name in sent || same(theirs, base[name]) || same(theirs, held.get(name))) continue;
      meet(name, theirs, answer.writers?.[name]);
      news = true;
    }
    for (const [name, one] of Object.entries(answer.clashes ?? {})) meet(name, one.theirs, one.by);
    form.elements.version.value = version;
    form.elements.base.value = JSON.stringify(base);
    if (news) ask();
  };

  // On the way to the next page nothing is saved; when that page doesn't come (Escape, a cut), saving goes on.
  const leave = () => { leaving = true; setTimeout(() => { leaving = false; }, 10000); };

  const send = async () => {
    const sent = changes(), seen = {};
    for (const name of Object.keys(sent)) seen[name] = base[name] ?? [];
    const body = JSON.stringify({ version, base: seen, fields: sent });
    if (Object.keys(sent).length) say("saving");
    try {
      const answer = await fetch(`/calls/${id}/draft`, { method: "PUT", keepalive: body.length < 6e4, headers: { "Content-Type": "application/json" }, body, redirect: "error" });
      if (leaving) return false; // the call is ending: what the desk answers now would only hinder the way to the next page
      if (answer.status === 409) { leave(); location.reload(); return false; }
      if (!answer.ok) throw new Error(String(answer.status));
      const changedBy = state.textContent;
      take(await answer.json(), sent);
      if (state.textContent === changedBy) say("saved");
      if (!Object.keys(changes()).length) delete form.dataset.unsaved;
      journal();
      return true;
    } catch { say(waiting ? "waiting" : "local", true); return false; }
  };
  const save = async () => {
    while (saving) await saving;
    if (leaving) return false;
    saving = send();
    const done = await saving;
    saving = null;
    if (done && waiting && !leaving) { const button = waiting; waiting = null; leave(); form.requestSubmit(button); }
    return done;
  };

  const ask = async () => {
    if (leaving) return;
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const body = new URLSearchParams(new FormData(form));
      for (const name of ours) body.delete(name);
      const answer = await fetch(live.dataset.live, { method: "POST", body, signal: asking.signal, redirect: "error" });
      if (!answer.ok) return;
      const html = await answer.text();
      const all = fields();
      const focus = live.contains(document.activeElement) ? [document.activeElement.name, document.activeElement.value] : null;
      const open = [...live.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent.trim().slice(0, 24));
      live.innerHTML = html;
      const what = document.getElementById("anchor-what");
      if (what) what.textContent = live.querySelector(".best-title strong")?.textContent ?? "…";
      const again = document.getElementById("call-again");
      if (again) again.textContent = live.querySelector("[data-call-again]")?.textContent ?? "…";
      for (const field of live.querySelectorAll("input[name]")) {
        if (!(field.name in all)) continue;
        if (field.type === "radio" || field.type === "checkbox") field.checked = all[field.name].includes(field.value);
        else field.value = all[field.name][0];
      }
      keep(all);
      for (const summary of live.querySelectorAll("details > summary")) if (open.includes(summary.textContent.trim().slice(0, 24))) summary.parentElement.open = true;
      if (focus) [...live.querySelectorAll("input")].find((field) => field.name === focus[0] && field.value === focus[1])?.focus();
      mark();
    } catch { /* aborted, or the network is gone: what is shown stays */ }
  };

  let saveLater = 0, askLater = 0;
  const changed = (now) => {
    form.dataset.unsaved = "yes";
    journal();
    clearTimeout(saveLater); saveLater = setTimeout(save, now ? 0 : 500);
    clearTimeout(askLater); askLater = setTimeout(ask, now ? 0 : 350);
  };
  form.addEventListener("input", () => changed(false));
  form.addEventListener("change", (event) => { mark(); if (event.target.type === "radio" || event.target.type === "checkbox") changed(true); });
  const pending = () => Object.keys(changes()).length > 0 || Boolean(waiting);
  addEventListener("online", () => { if (pending()) save(); });
  setInterval(() => { if (pending() && !saving) save(); }, 3000);
  addEventListener("pagehide", () => { if (!leaving && pending()) send(); });
  document.addEventListener("vigie:change", (event) => { if (event.detail.includes(form.dataset.subject) || event.detail.includes("0".repeat(32))) save(); });

  // The call ends when the desk has everything; without a network it ends by itself as soon as there is one again.
  form.addEventListener("submit", (event) => {
    if (leaving || event.submitter?.value === "discard" || event.submitter?.value === "resume" || event.submitter?.name === "take") { leave(); inStore((calls) => calls.delete(id)); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.submitter;
    save();
  }, true);
  addEventListener("pageshow", (event) => { leaving = false; waiting = null; if (event.persisted) location.reload(); });

  // A tab that was killed before its last words reached the desk gets them back.
  (async () => {
    const before = await inStore((calls) => calls.get(id));
    if (before && Date.now() - before.at < 864e5) {
      const theirs = base;
      base = { ...base };
      for (const [name, mine] of Object.entries(before.fields)) {
        if (same(theirs[name], mine)) continue;
        base[name] = before.base[name] ?? [];
        put({ [name]: mine });
        meet(name, theirs[name] ?? [], "");
        if (!held.has(name)) base[name] = theirs[name] ?? [];
      }
      changed(true);
    }
    const old = Date.now() - 864e5;
    await inStore((calls) => {
      const cursor = calls.openCursor();
      cursor.onsuccess = () => { if (cursor.result) { if (cursor.result.value.at < old) cursor.result.delete(); cursor.result.continue(); } };
      return null;
    });
  })();

  // One key answers the next question, safety first, the agreement last; the focus stays in the notes.
  const [yes, no, third, fourth, unknown, finish] = form.dataset.keys.split(" ");
  const places = [yes, no, third, fourth];
  const answered = (group) => Boolean(group.querySelector("input:checked") || group.querySelector("input[type=text]")?.value);
  const nextGroup = () => [...form.querySelectorAll("[data-ask-first]"), ...live.querySelectorAll("[data-next-question]"), ...form.querySelectorAll("[data-ask-last]")].find((group) => !answered(group));
  const choicesOf = (group) => [...group.querySelectorAll("input[type=radio]")].filter((field) => field.value !== "unknown");
  const mark = () => {
    for (const label of form.querySelectorAll("[data-k]")) delete label.dataset.k;
    for (const group of form.querySelectorAll(".is-turn")) group.classList.remove("is-turn");
    const group = nextGroup();
    form.classList.toggle("asks-elsewhere", Boolean(group && !group.matches("[data-next-question]")));
    if (!group) return;
    group.classList.add("is-turn");
    if (group.matches("[data-next-question]")) return;
    choicesOf(group).slice(0, 4).forEach((field, place) => { field.closest("label").dataset.k = places[place]; });
    const last = group.querySelector("input[value=unknown]");
    if (last) last.closest("label").dataset.k = unknown;
  };
  const answer = (key) => {
    const group = nextGroup();
    if (!group) return;
    const line = group.querySelector("input[type=text]");
    if (line && key === yes) { line.focus(); return; }
    const field = key === unknown ? group.querySelector("input[value=unknown]") : choicesOf(group)[places.indexOf(key)];
    if (field) { field.checked = true; field.dispatchEvent(new Event("change", { bubbles: true })); }
  };
  const tick = (number) => {
    const box = live.querySelectorAll(".ticks input")[number - 1];
    if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); }
  };
  const end = () => form.requestSubmit(form.querySelector("[data-finish]"));
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plain && [...places, unknown].includes(event.key)) { event.preventDefault(); answer(event.key); return; }
    if (plain && event.key === document.body.dataset.keyPark) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-park]")); return; }
    if ((plain && event.key === finish) || (event.ctrlKey && event.key === "Enter")) { event.preventDefault(); end(); return; }
    if (event.key === "Enter" && plain && event.target.matches("#live input[type=text]")) { event.preventDefault(); event.target.dispatchEvent(new Event("change", { bubbles: true })); changed(true); notes.focus(); return; }
    if (event.altKey && !event.ctrlKey && event.code === "KeyI") { event.preventDefault(); form.requestSubmit(form.querySelector("[data-information]")); return; }
    // By place of the key, not its letter: digits need Shift on a French keyboard.
    const digit = event.altKey && !event.ctrlKey && /^Digit([1-5])$/.exec(event.code);
    if (digit) { event.preventDefault(); tick(Number(digit[1])); return; }
    const field = event.altKey && !event.ctrlKey && { Digit6: "contact_name", Digit7: "postal_code", Digit8: "phone", Digit9: "organisation_name", Digit0: "description" }[event.code];
    if (field) { event.preventDefault(); form.elements[field].focus(); }
  });
  mark();
})();
