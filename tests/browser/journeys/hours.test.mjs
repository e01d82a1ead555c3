// Story 3: Rodez, Friday 18:40. Hours decide when a provider is asked, and how long it has; what is spoken counts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { allMail, mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, victim, operator, provider;

const HOURS = "mo-fr 09:00-12:30 14:00-18:00";

before(async () => {
  desk = await Desk.start({ at: "2026-11-27T18:40" });
  browser = await launch();
  victim = await person(browser, desk);
  operator = await person(browser, desk);
  provider = await person(browser, desk, { viewport: PHONE });
  await signIn(operator, desk, "operator");
  const supervisor = await person(browser, desk);
  await signIn(supervisor, desk, "supervisor");
  // Who is asked is drawn among equals: all keep the same hours, so that what they mean doesn’t hang on the draw.
  await steps.changeDirectory(supervisor, (firm) => (firm.hours = HOURS));
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** A firm in Rodez that was called back and agreed, with its offers out. */
async function asked(organisation_name, description) {
  const { reference } = await steps.report(victim, {
    need: "screen",
    fields: {
      description, organisation_name, organisation_kind: "firm", postal_code: "12000", contact_name: "Luc Cazals",
      phone: "05 65 00 00 07", consent_to_share: "yes",
    },
  });
  await steps.openCase(operator, reference);
  await steps.liftDoubt(operator);
  await steps.recordAgreement(operator);
  await steps.sendOffers(operator);
  return reference;
}

/** A call about something that did no harm: nothing was opened, nothing was given away. */
async function askedLow(organisation_name, phone) {
  await steps.newCall(operator);
  await operator.fill("#description", "Un courriel d’hameçonnage au nom de La Poste est arrivé à l’accueil.");
  for (const [name, value] of Object.entries({ organisation_name, phone, contact_name: "Luc Cazals", postal_code: "12000" })) await operator.locator(`[name=${name}]`).first().fill(value);
  for (const [name, value] of [["consent_to_share", "yes"], ["own_supplier", "no"], ["doubt_lifted", "yes"]]) await operator.locator(`[name=${name}][value=${value}]`).first().check();
  // The next question is answered as it comes, until what is known makes it a small matter.
  const answerNext = () => operator.evaluate((harmless) => {
    const name = document.querySelector("#live .ask.is-next input[type=radio]")?.name;
    const answer = harmless.includes(name) ? "no" : "unknown";
    document.querySelector(`#live .ask.is-next input[name="${name}"][value=${answer}]:not(:checked)`)?.click();
  }, ["fact_clicked_or_opened", "fact_credentials_or_card_given"]);
  await steps.until(async () => {
    await answerNext();
    return /basse/.test(await operator.locator("#live").innerText());
  });
  await Promise.all([operator.waitForURL(/\/incidents\//), operator.click("[data-finish]")]);
  const reference = new URL(operator.url()).pathname.split("/").at(-1);
  await steps.sendOffers(operator);
  return reference;
}

const isOfferOf = (reference) => ({ subject, links }) => subject.includes(reference) && links.some((link) => link.includes("/o/"));
const offerLink = (mail) => mail.links.find((href) => href.includes("/o/"));
/** French puts no-break spaces before some signs; what matters here is the words. */
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const firstLine = (mail) => plain(mail.text.split("\r\n")[0]);

let critical, links;

test("critical: the on-call contact is written to now; the first line says what, how far and until when", async () => {
  critical = await asked("Menuiserie Cazals", "Ce matin tous nos fichiers sont chiffrés et un message réclame 2 bitcoins de rançon.");
  const mails = await mailThat(desk, isOfferOf(critical));
  const mail = mails.find(({ to }) => to.startsWith("astreinte@")) ?? mails[0];
  assert.match(mail.to, /^astreinte@/, "the contact that is there at this hour");
  assert.match(firstLine(mail), /^Rançongiciel.*gravité critique, à moins de \d+ km de chez vous.*au plus tard ce soir, vendredi 19 h\./);
  assert.match(plain(mail.subject), /ce soir, vendredi 19 h/);
  links = mails.map(offerLink);
});

test("at half time the operator has the task to phone, and a spoken answer counts on the same offer", async () => {
  await desk.restart("2026-11-27T18:51");
  const task = operator.locator(".tasks, #tasks").getByText(/astreinte/i).first();
  await steps.until(async () => {
    await steps.openCase(operator, critical);
    return task.count();
  });
  await check(operator, "incident, somebody is to be phoned");
  await operator.locator("#offers details:has([name=said_by]) > summary").first().click();
  await operator.locator("#offers [name=said_by]").first().fill("Sam Vidal");
  await steps.send(operator, "#offers form[action*='/offers/'] button[value=available]");
  assert.match(await operator.locator("#offers").innerText(), /disponible/i);
});

test("a colleague who opens the link sees who answered, and may undo it within five minutes", async () => {
  // Several firms were asked; one of their links is the one that the spoken answer belongs to.
  const seen = [];
  for (const link of links) {
    await provider.goto(link);
    const page = await provider.locator("main").innerText();
    if (page.includes("Sam Vidal")) seen.push(link);
  }
  assert.equal(seen.length, 1, "one firm's page says who answered");
  await provider.goto(seen[0]);
  await check(provider, "offer, answered by telephone");
  await shots(provider, "offer-answered");
  await steps.send(provider, "form[action$='/undo'] button");
  await provider.locator("#said_by").waitFor();
});

test("below critical the offer waits for the provider's opening, and no mail leaves", async () => {
  const urgent = await asked("Cabinet Roques", "Un pirate est entré dans notre serveur, des données de clients sont parties.");
  assert.match(plain(await operator.locator("#offers").innerText()), /en attente d’ouverture\s+part lundi 30 novembre, 9 h/);
  const slow = await askedLow("Fleurs du Causse", "05 65 00 00 41");
  assert.match(plain(await operator.locator("#offers").innerText()), /en attente d’ouverture\s+part lundi 30 novembre, 9 h/);
  const reference = await asked("Garage Vidal", "Notre site internet a été défiguré : la page d’accueil affiche un drapeau et des insultes.");
  assert.match(plain(await operator.locator("#offers").innerText()), /en attente d’ouverture\s+part lundi 30 novembre, 9 h/);
  await check(operator, "incident, offers wait");
  await shots(operator, "offers-held");
  await desk.restart("2026-11-28T10:30");
  for (const one of [urgent, reference, slow]) assert.deepEqual((await allMail(desk)).filter(isOfferOf(one)), [], "a Saturday is no opening");
  await desk.restart("2026-11-30T09:02");
  const mails = await mailThat(desk, isOfferOf(reference), { atLeast: 3 });
  for (const mail of mails) {
    assert.doesNotMatch(mail.to, /^astreinte@/);
    // Four hours of its open time from nine, with an hour and a half for lunch.
    assert.match(firstLine(mail), /^Site web piraté ou modifié, gravité moyenne.*au plus tard cet après-midi, lundi 14 h 30/);
  }
  for (const mail of await mailThat(desk, isOfferOf(urgent))) {
    assert.match(firstLine(mail), /gravité haute.*au plus tard ce matin, lundi 10 h/, "one hour of its open time");
  }
  for (const mail of await mailThat(desk, isOfferOf(slow))) {
    assert.match(firstLine(mail), /gravité basse.*au plus tard demain, mardi 9 h/, "one open day");
  }
});

test("Tuesday 12:25: five minutes before lunch, the rest counts after it", async () => {
  await desk.restart("2026-12-01T12:25");
  await signIn(operator, desk, "operator");
  const reference = await asked("Pharmacie Roux", "La page d’accueil de notre site a été remplacée par un message de pirates.");
  const mails = await mailThat(desk, isOfferOf(reference));
  for (const mail of mails) assert.match(firstLine(mail), /au plus tard (cet après-midi, mardi 17 h 5\d|ce soir, mardi 18 h)/);
  const urgent = await asked("Étude Bonnet", "Un pirate est entré dans notre serveur, des données de clients sont parties.");
  for (const mail of await mailThat(desk, isOfferOf(urgent))) {
    assert.match(firstLine(mail), /gravité haute.*au plus tard cet après-midi, mardi (14 h 5\d|15 h)/);
  }
  const slow = await askedLow("Mercerie Lacaze", "05 65 00 00 42");
  for (const mail of await mailThat(desk, isOfferOf(slow))) assert.match(firstLine(mail), /gravité basse.*au plus tard demain, mercredi 12 h \d\d/);
});
