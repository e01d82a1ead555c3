// Story 2: nine o'clock on Monday. Three callers at once, one in tears, one angry, one with a printer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, claire, denis, victim;
const calls = {};

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  claire = await person(browser, desk);
  denis = await person(browser, desk);
  victim = await person(browser, desk, { viewport: PHONE, javaScript: false });
  await signIn(claire, desk, "operator");
  await signIn(denis, desk, "supervisor");
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

const here = (page) => new URL(page.url()).pathname;
const notes = (page) => page.inputValue("#description");
const saved = (page) => page.waitForFunction(() => !document.getElementById("call").dataset.unsaved);

async function take(name, words) {
  await steps.newCall(claire);
  calls[name] = here(claire);
  await claire.keyboard.type(words);
  await saved(claire);
}

/** Presses a key and waits for the page that follows. */
async function press(page, key, where) {
  await Promise.all([page.waitForURL(where), page.keyboard.press(key)]);
}

test("the one in tears hears three calming sentences and where she finds an ear", async () => {
  await take("tears", "Elle pleure, la caisse de la boulangerie est vidée, 32 000 euros partis. ");
  await claire.getByText("L’appelant va mal, ou s’emporte").click();
  const mood = await claire.locator("details:has-text('Détresse') p").first().innerText();
  assert.match(mood, /Vous avez bien fait d’appeler\. Ce n’est pas votre faute\. On va prendre les choses une par une/);
  assert.match(mood, /3114/);
  assert.match(mood, /116 006/);
});

test("she is parked by one key, the angry one is taken, and each keeps its own timer", async () => {
  await claire.locator("#description").focus();
  await press(claire, "F9", /\/queue/);
  assert.match(await claire.locator(".notice").innerText(), /L’appel est en attente, avec tout ce qui a été noté/);
  await take("angry", "Il crie, son site affiche une page noire depuis ce matin. ");
  await press(claire, "F9", /\/queue/);
  const timers = await claire.locator("nav.calls time").allInnerTexts();
  assert.ok(timers.length >= 2 && timers.every((text) => /^\d+:\d\d$/.test(text)), timers.join(" "));
});

test("the printer is closed politely in four keys, with where to turn", async () => {
  await take("printer", "Son imprimante n’imprime plus.");
  let keys = 0;
  await claire.exposeFunction("countKey", () => (keys += 1));
  await claire.evaluate(() => addEventListener("keydown", () => window.countKey(), true));
  await press(claire, "Alt+i", /\/queue/);
  assert.ok(keys <= 4, `${keys} keys`);
  assert.match(await claire.locator(".notice").innerText(), /close comme information\. Dites où s’adresser/);
});

test("back to a call by one key, on to the next by another, and nothing is mixed up", async () => {
  await press(claire, "F9", /\/calls\//);
  const first = here(claire);
  assert.match(await notes(claire), first === calls.tears ? /pleure/ : /crie/);
  const seen = new Set([first]);
  for (let round = 0; round < 6 && seen.size < 2; round++) {
    const before = here(claire);
    await press(claire, "F6", (url) => url.pathname !== before);
    if (Object.values(calls).includes(here(claire))) seen.add(here(claire));
  }
  await claire.goto(calls.tears);
  assert.match(await notes(claire), /pleure/);
  assert.doesNotMatch(await notes(claire), /crie|imprimante/);
  await claire.goto(calls.angry);
  assert.match(await notes(claire), /crie/);
  assert.doesNotMatch(await notes(claire), /pleure|imprimante/);
});

test("a critical report from the web shows within two seconds without stealing the focus", async () => {
  await claire.locator("#description").focus();
  const sent = steps.report(victim, {
    need: "screen",
    fields: {
      description: "Tous nos fichiers sont chiffrés, les sauvegardes aussi, on réclame une rançon, l’usine est arrêtée.",
      organisation_name: "Fonderie Rouquette", organisation_kind: "firm", postal_code: "12000", contact_name: "Paul Rouquette",
      phone: "05 65 00 00 21",
    },
  });
  await sent;
  const began = Date.now();
  await claire.locator("#news", { hasText: "Nouveau signalement" }).waitFor();
  // Two seconds is what is wanted: printed, since a busy machine is no fault of the desk.
  console.log(`news on the call screen after ${Date.now() - began} ms`);
  assert.match(await claire.locator("#news").innerText(), /Nouveau signalement P[12]\s: Rançongiciel/);
  assert.equal(await claire.evaluate(() => document.activeElement.id), "description");
  await check(claire, "call with news");
});

test("the line breaks off: the call waits in the list and is taken up with everything noted", async () => {
  await steps.send(claire, "button[value=dropped]");
  assert.match(await claire.locator(".notice").innerText(), /La ligne a coupé\s: l’appel attend ici/);
  const row = claire.locator("li.call-row", { hasText: "Ligne coupée pendant l’appel" });
  assert.match(await row.first().innerText(), /crie, son site/);
  await check(claire, "calls to make");
  await shots(claire, "calls-to-make");
  await Promise.all([claire.waitForURL(/\/calls\//), row.first().getByRole("button", { name: /Reprendre l’appel/ }).click()]);
  assert.match(await notes(claire), /crie/);
});

test("a live call goes to a colleague, whose tab shows it by itself", async () => {
  await denis.goto("/queue");
  await claire.selectOption("#to", { index: 0 });
  const name = await claire.locator("#to option").first().innerText();
  const to = await denis.locator(".who-menu summary").innerText();
  assert.ok(to.includes(name), `${name} is ${to}`);
  await steps.send(claire, "button[value=hand_over]");
  const tab = denis.locator("nav.calls a", { hasText: "de " });
  await tab.first().waitFor();
  await Promise.all([denis.waitForURL(/\/calls\//), tab.first().click()]);
  assert.match(await denis.locator("main").innerText(), /vous passe cet appel/);
  assert.match(await notes(denis), /crie/);
});

test("a note on the wrong case is moved, and both cases say so", async () => {
  await claire.goto("/queue");
  const links = await claire.locator("a.row-link").evaluateAll((all) => all.slice(0, 2).map((link) => link.getAttribute("href")));
  await claire.goto(links[0]);
  await claire.fill("#note_text", "Le maire rappelle à 14 h.");
  await steps.send(claire, "#timeline form[action$='/notes'] button");
  const entry = claire.locator(".timeline li", { hasText: "Le maire rappelle" });
  await entry.locator("summary").click();
  await entry.locator("input[name=to]").fill(links[1].split("/").at(-1).toLowerCase());
  await Promise.all([claire.waitForNavigation(), entry.locator("button").click()]);
  const timeline = await claire.locator(".timeline").innerText();
  assert.match(timeline, /Une note a été déplacée vers/);
  assert.doesNotMatch(timeline, /Le maire rappelle/);
  await claire.goto(links[1]);
  assert.match(await claire.locator(".timeline").innerText(), /Le maire rappelle à 14 h\./);
});

test("a few letters, a reference, a number in any notation find the case from anywhere", async () => {
  await claire.goto("/providers");
  for (const words of ["fonderie rouquette", "+33 5 65 00 00 21", "0565000021"]) {
    await claire.keyboard.press("Control+k");
    await claire.fill("#palette-q", words);
    await claire.locator("#palette-found a", { hasText: "Fonderie Rouquette" }).first().waitFor();
    await check(claire, `palette, ${words}`);
    await claire.keyboard.press("Escape");
  }
  await claire.keyboard.press("Control+k");
  await claire.fill("#palette-q", "fonderie");
  await claire.locator("#palette-found a", { hasText: "Fonderie" }).first().waitFor();
  await press(claire, "Enter", /\/incidents\//);
});

test("who likes other keys chooses them, and a key does one thing only", async () => {
  await claire.goto("/preferences");
  await claire.selectOption("#key-yes", "F4");
  await steps.send(claire, "#keys-form button");
  assert.match(await claire.locator(".summary").innerText(), /La même touche est choisie deux fois/);
  await claire.selectOption("#key-no", "F2");
  await steps.send(claire, "#keys-form button");
  await check(claire, "preferences");
  await steps.newCall(claire);
  await claire.keyboard.press("F4");
  assert.ok(await claire.isChecked("[name=fact_controls_machines][value=yes]"), "F4 says yes now");
});

test("a view of the queue is kept under a name", async () => {
  await claire.goto("/queue?department=12&sort=deadline");
  await claire.fill("#view_name", "Aveyron");
  await steps.send(claire, ".keep-view button");
  await claire.goto("/queue");
  await Promise.all([claire.waitForURL(/department=12/), claire.locator(".views a", { hasText: "Aveyron" }).click()]);
  assert.equal(await claire.locator(".views a[aria-current]", { hasText: "Aveyron" }).count(), 1);
  await check(claire, "queue, kept view");
});
