// Story 1, the bakery: money gone, mailbox read by somebody else, an old telephone, no script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, assertFits, check, launch, person, shots } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { allMail } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, baker;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  baker = await person(browser, desk, { viewport: PHONE, javaScript: false });
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("the first screen has three large buttons and says which computer not to use", async () => {
  await baker.goto("/report");
  const main = await baker.locator("main").innerText();
  assert.match(main, /N’utilisez pas l’ordinateur touché/);
  for (const need of ["money", "screen", "danger"]) {
    const box = await baker.locator(`button.need[value=${need}]`).boundingBox();
    assert.ok(box.height >= 44 && box.width >= 280, `${need} is large enough for a thumb`);
  }
  await assertFits(baker, "first screen");
  await check(baker, "first screen");
});

test("what to tell the bank comes before the form", async () => {
  await baker.click("button.need[value=money]");
  const main = await baker.locator("main").innerText();
  const recall = main.indexOf("rappel immédiat"), form = main.indexOf("Racontez");
  assert.ok(recall > 0 && recall < form, "the recall script comes first");
  await assertFits(baker, "form");
  await check(baker, "form");
});

test("a wrong postal code is told beside its field and nothing typed is lost", async () => {
  await baker.fill("#description", "32 000 € partis vendredi vers un IBAN changé, quelqu’un lit notre messagerie.");
  await baker.fill("#postal_code", "99999");
  await baker.fill("#contact_name", "Jeanne Miquel");
  await baker.fill("#phone", "05 65 00 00 01");
  await steps.send(baker, "form.report button[type=submit]");
  assert.equal(await baker.locator("#postal_code").getAttribute("aria-invalid"), "true");
  assert.match(await baker.inputValue("#description"), /32 000 €/);
  assert.equal(await baker.inputValue("#contact_name"), "Jeanne Miquel");
  await check(baker, "form, refused");
});

test("she sends it within two minutes and nothing is ever written to the unsafe mailbox", async () => {
  const began = Date.now();
  const { reference, words } = await steps.report(baker, {
    need: "money",
    fields: {
      description: "32 000 € partis vendredi vers un IBAN changé, quelqu’un lit notre messagerie.",
      fact_amount_eur: "32000",
      money_when: "vendredi vers 16 h",
      money_bank: "Banque du Rouergue",
      money_iban: "FR76 3000 6000 0112 3456 7890 189",
      money_instant: "no",
      bank_called: "no",
      organisation_name: "Boulangerie Miquel",
      organisation_kind: "firm",
      postal_code: "12000",
      contact_name: "Jeanne Miquel",
      phone: "05 65 00 00 01",
      email: "jeanne@boulangerie-miquel.example",
      email_read: "yes",
      consent_to_share: "yes",
    },
  });
  assert.ok(Date.now() - began < 120_000);
  const main = await baker.locator("main").innerText();
  assert.ok(main.includes(reference) && main.includes(words));
  assert.match(main, /Cette boîte n’est peut-être pas sûre/);
  assert.match(main, /Ce qui se passe maintenant/);
  await assertFits(baker, "answer");
  await check(baker, "answer");
  await shots(baker, "bakery-answer");
  assert.deepEqual((await allMail(desk)).filter(({ to }) => to.includes("boulangerie-miquel")), []);
});

test("the first visit of the form weighs at most 30 kB in at most 5 requests", async () => {
  const visitor = await person(browser, desk, { viewport: PHONE });
  const session = await visitor.context().newCDPSession(visitor);
  await session.send("Network.enable");
  let bytes = 0, requests = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await visitor.goto("/report?need=money", { waitUntil: "networkidle" });
  assert.ok(bytes <= 30 * 1024, `${bytes} bytes`);
  assert.ok(requests <= 5, `${requests} requests`);
});
