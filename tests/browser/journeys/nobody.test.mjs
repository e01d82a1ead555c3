// Story 5: nobody is free. One declines, the others stay silent; the search widens in recorded steps, the alarm rings until
// a named person takes it, and a late answer still counts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { allMail, mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, victim, operator, supervisor, provider, reference;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  [victim, operator, supervisor] = await Promise.all([0, 1, 2].map(() => person(browser, desk)));
  provider = await person(browser, desk, { viewport: PHONE });
  ({ reference } = await steps.report(victim, {
    need: "screen",
    fields: {
      description: "Tous les fichiers de la mairie sont chiffrés, une page réclame une rançon en bitcoins.",
      organisation_name: "Mairie de Saint-Paul", organisation_kind: "municipality", postal_code: "31000", contact_name: "Anne Roux",
      phone: "05 61 00 00 09", consent_to_share: "yes",
    },
  }));
  await signIn(operator, desk, "operator");
  await signIn(supervisor, desk, "supervisor");
  await steps.openCase(operator, reference);
  await steps.liftDoubt(operator);
  await steps.recordAgreement(operator);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

const isOffer = ({ subject, links }) => subject.includes(reference) && links.some((link) => link.includes("/o/"));
const offerLink = (mail) => mail.links.find((href) => href.includes("/o/"));
const offers = () => operator.locator("#offers").innerText();
const timeline = () => operator.locator("#timeline-list").innerText();

let near, far, asked;

test("three are asked; the fourth, who doesn't come here, is not", async () => {
  const names = await operator.locator("#offers form ul.choices strong").allInnerTexts();
  near = names.slice(0, 3);
  assert.equal(near.length, 3, "the demonstration has three who can help");
  const away = await operator.evaluate(() => [...document.querySelectorAll("#offers table tbody tr")]
    .filter((row) => row.querySelector("td").textContent.trim() === "ne dessert pas ce lieu").map((row) => row.querySelector("th").textContent.trim()));
  assert.ok(away.length > 0, "somebody lacks only the territory");
  far = away[0];
  // Everybody else is on leave.
  await steps.changeDirectory(supervisor, (firm) => (firm.pauses = [...near, far].includes(firm.company) ? "" : "2026-11-01:2027-12-31"));
  await steps.openCase(operator, reference);
  await steps.sendOffers(operator);
  asked = await mailThat(desk, isOffer, { atLeast: 3 });
  assert.equal(asked.length, 3);
});

test("who declines is thanked, and the desk reads who it was", async () => {
  await provider.goto(offerLink(asked[0]));
  const firm = (await provider.locator("main p.hint").first().innerText()).replace(/^Pour /, "").trim();
  await steps.answerDeclined(provider);
  assert.match(await provider.locator("main").innerText(), /enregistrée/i);
  await check(provider, "offer, declined");
  await steps.openCase(operator, reference);
  assert.ok((await timeline()).includes(`${firm} a décliné`), await timeline());
  const colleague = await person(browser, desk);
  await colleague.goto(offerLink(asked[0]));
  await check(colleague, "offer, seen by a colleague");
});

test("the others stay silent: the search widens by a step that is told, and the next is asked", async () => {
  await desk.restart("2026-11-23T10:12");
  const mails = await mailThat(desk, isOffer, { atLeast: 4 });
  await provider.goto(offerLink(mails.at(-1)));
  assert.ok((await provider.locator("main").innerText()).includes(far), "the one from farther away");
  await operator.goto("/board");
  const row = operator.locator("tr", { hasText: reference }).first();
  assert.match(await row.innerText(), /recherche élargie : .*territoire/);
  await steps.openCase(operator, reference);
  assert.match(await timeline(), /n’a pas répondu à temps/);
  const calls = operator.locator("#tasks li", { hasText: "Astreinte à appeler" }).locator("form");
  assert.equal(await calls.count(), 0, "nobody is to be phoned about an offer that is over");
});

test("nobody is left: the alarm rings until a named person takes it", async () => {
  await desk.restart("2026-11-23T10:40");
  const mine = () => supervisor.locator("ul.alarms > li", { hasText: reference });
  await steps.until(async () => {
    await supervisor.goto("/alarms");
    return (await mine().count()) > 0;
  });
  assert.match(await mine().first().innerText(), /plus personne à solliciter/);
  await check(supervisor, "alarms, nobody left");
  await shots(supervisor, "alarm-nobody-left");
  const [mail] = await mailThat(desk, ({ subject, text }) => /plus personne/i.test(`${subject} ${text}`) && `${subject} ${text}`.includes(reference));
  assert.match(mail.text, /\/alarms|\/incidents\//, "the mail leads to it");
  await Promise.all([supervisor.waitForNavigation(), mine().first().locator("button").click()]);
  assert.match(await mine().first().innerText(), /Prise en charge par Sabine/);
});

test("a late answer counts while nobody has the case: the desk calls the victim to choose", async () => {
  await provider.goto(offerLink(asked[1]));
  assert.match(await provider.locator("main").innerText(), /votre réponse compte encore/);
  await check(provider, "offer, late");
  await shots(provider, "offer-late");
  await steps.answerAvailable(provider, "Sam Vidal");
  await steps.openCase(operator, reference);
  assert.match(await offers(), /disponible/);
  assert.match(await operator.locator(".next-step").innerText(), /Appeler la victime pour son choix/);
  await check(operator, "incident, a late answer");
  await shots(operator, "incident-late-answer");
  assert.equal((await allMail(desk)).filter(({ subject, text }) => subject.includes(reference) && /trop tard/i.test(text)).length, 0, "nobody is told that it is too late");
});
