// Small helps for public pages; everything works without them.
(() => {
  "use strict";
  const focus = document.querySelector("[data-focus]");
  if (focus) focus.focus();

  for (const button of document.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    if (!text || !navigator.clipboard) continue;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.innerText);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = label; }, 4000);
      } catch { getSelection().selectAllChildren(text); }
    });
  }

  // A double tap sends once; the server knows the submit id as well.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
    });
  }
  addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

  // When many reports come in at once, the page makes a stamp while somebody writes: SHA-256 of "submission:hour:nonce" that
  // begins with so many zero bits. Whoever has no script or is faster than the page is taken all the same, and looked at first.
  const stamped = document.querySelector("form[data-work]");
  if (stamped && window.crypto?.subtle) {
    const bits = Number(stamped.dataset.work);
    const field = (name) => stamped.elements[name];
    const hour = Math.floor(Number(field("started").value) / 3600);
    const zeros = (hash) => { for (let bit = 0; bit < bits; bit++) if (hash[bit >> 3] & (128 >> (bit & 7))) return false; return true; };
    const tried = async (nonce) => zeros(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`${field("submit_id").value}:${hour}:${nonce}`))));
    (async () => {
      for (let from = 0; !field("work").value; from += 512) {
        const found = (await Promise.all(Array.from({ length: 512 }, (_, at) => tried(from + at)))).indexOf(true);
        if (found >= 0) field("work").value = `${hour}:${from + found}`;
      }
    })();
  }

  // What was typed survives a closed tab on this device only, for a day, until it is sent.
  const form = document.querySelector("form[data-keep]");
  if (!form) {
    try {
      if (sessionStorage.getItem("vigie:report") && document.querySelector(".reference")) {
        localStorage.removeItem("vigie:report");
        sessionStorage.removeItem("vigie:report");
      }
    } catch { /* no storage */ }
    return;
  }
  const key = "vigie:" + form.dataset.keep;
  const typed = () => [...new FormData(form)].filter(([name, value]) => value && !["submit_id", "started", "need", "website", "money_iban", "form_code", "work"].includes(name));
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (kept && Date.now() - kept.at < 864e5 && !document.querySelector(".summary")) {
      for (const [name, value] of kept.pairs) {
        const field = form.elements[name];
        if (field && !field.value) field.value = value;
      }
    }
    form.addEventListener("input", () => localStorage.setItem(key, JSON.stringify({ at: Date.now(), pairs: typed() })));
    form.addEventListener("submit", () => sessionStorage.setItem(key, "sent"));
  } catch { /* no storage: nothing is kept, nothing breaks */ }
})();
