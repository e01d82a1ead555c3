// From a report on the web to a closed case: victim, operator and provider, each in a browser of their own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk, run } from "../support/desk.mjs";
import { mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, victim, operator, provider;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  victim = await person(browser, desk);
  operator = await person(browser, desk);
  provider = await person(browser, desk);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

let reference, words, tracking, offers;

test("the victim reports and knows what to do next", async () => {
  ({ reference, words } = await steps.report(victim, {
    need: "screen",
    fields: {
      description: "Ce matin tous nos fichiers sont chiffrés et un message réclame 2 bitcoins de rançon.",
      organisation_name: "Menuiserie Cazals",
      organisation_kind: "firm",
      organisation_size: "micro",
      postal_code: "12000",
      contact_name: "Luc Cazals",
      phone: "05 65 00 00 07",
      email: "luc@cazals.example",
      email_read: "no",
      consent_to_share: "yes",
    },
  }));
  assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.ok(words.match(/\p{L}+/gu).length === 2, "two recognition words");
  await assert.doesNotReject(victim.getByRole("heading", { name: "À faire maintenant" }).waitFor());
  tracking = await victim.locator("a.button.primary[href*='/t/']").getAttribute("href");
  await check(victim, "answer");
  await shots(victim, "answer");
});

test("the victim gets a confirmation with the same words", async () => {
  const [mail] = await mailThat(desk, ({ to }) => to.includes("luc@cazals.example"));
  assert.ok(mail.text.includes(reference) && words.match(/\p{L}+/gu).every((word) => mail.text.includes(word)));
});

test("the operator finds the report, lifts the doubt and records the agreement", async () => {
  await signIn(operator, desk, "operator");
  await operator.goto("/queue");
  await check(operator, "queue");
  await shots(operator, "queue");
  await steps.findCase(operator, "menuiserie cazals");
  assert.ok((await operator.locator(".case-head").innerText()).includes(reference));
  await check(operator, "incident, unverified");
  await steps.liftDoubt(operator);
  await steps.recordAgreement(operator);
  await check(operator, "incident, open");
});

test("offers go out and tell nobody who the victim is", async () => {
  await steps.sendOffers(operator);
  await shots(operator, "incident");
  await check(operator, "incident, offering");
  offers = await mailThat(desk, ({ subject, links }) => subject.includes(reference) && links.some((link) => link.includes("/o/")));
  for (const mail of offers) assert.doesNotMatch(mail.text + mail.subject, /Cazals|05 ?65 ?00|Menuiserie/);
});

test("opening the link decides nothing; the provider answers by a button", async () => {
  const link = offers[0].links.find((href) => href.includes("/o/"));
  await provider.goto(link);
  await provider.goto(link);
  await check(provider, "offer");
  await shots(provider, "offer");
  await steps.answerAvailable(provider, "Sam Vidal");
  await check(provider, "offer, answered");
});

test("the victim chooses who helps her", async () => {
  await victim.goto(tracking);
  await check(victim, "tracking, to choose");
  await shots(victim, "tracking");
  if (await victim.locator("#choice").count()) {
    await victim.locator("#choice [name=offer]").first().check();
    await steps.send(victim, "#choice button[type=submit]");
  }
  await check(victim, "tracking, assigned");
});

test("the provider now learns whom to call, and calls", async () => {
  await provider.goto(offers[0].links.find((href) => href.includes("/o/")));
  const page = await provider.locator("main").innerText();
  assert.match(page, /Luc Cazals/);
  await check(provider, "mission");
  await shots(provider, "mission");
  await steps.send(provider, "form[action$='/first-contact'] button");
});

test("the victim sends a file, without scripts, and finds it on her page", async () => {
  const plain = await person(browser, desk, { javaScript: false });
  await plain.goto(tracking);
  await plain.setInputFiles("#file", { name: "écran.txt", mimeType: "text/plain", buffer: Buffer.from("Payez deux bitcoins.") });
  await plain.fill("#file_note", "Ce que dit l’écran de l’accueil");
  await steps.send(plain, "form[action$='/files'] button");
  assert.match(await plain.locator("#files").innerText(), /écran\.txt[\s\S]*Ce que dit l’écran de l’accueil/);
  await check(plain, "tracking, a file sent");
  await shots(plain, "tracking-file");
});

test("the operator sees what it is and hands it on", async () => {
  await steps.openCase(operator, reference);
  const card = operator.locator("#files");
  assert.match(await card.innerText(), /infected[\s\S]*écran\.txt[\s\S]*texte/);
  await check(operator, "incident, with a piece");
  await shots(operator, "incident-pieces");
  await card.locator("details:has(button[value=share]) summary").click();
  await steps.send(operator, "#files button[value=share]");
  assert.match(await operator.locator("#files").innerText(), /remise au prestataire/);
});

test("the provider takes it as an encrypted archive", async () => {
  await provider.goto(offers[0].links.find((href) => href.includes("/o/")));
  await check(provider, "mission, with a document");
  await shots(provider, "mission-documents");
  const [download] = await Promise.all([provider.waitForEvent("download"), provider.locator("#files a[download]").click()]);
  assert.match(download.suggestedFilename(), /^piece-[0-9a-f]{12}\.zip$/);
});

test("the case is closed and its trail is sound", async () => {
  await steps.openCase(operator, reference);
  await operator.locator("details:has(form[action$='/close']) summary").click();
  await operator.fill("#close_note", "Serveur restauré, plainte déposée.");
  await steps.send(operator, "form[action$='/close'] button[type=submit]");
  await check(operator, "incident, closed");
  const verified = await run(["audit", "verify", "--data-dir", desk.folder]);
  assert.equal(verified.status, 0, verified.out + verified.err);
});
