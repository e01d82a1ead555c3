// Stories 6 and 9: the chosen one never calls, and a rogue provider is stopped at once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { allMail, mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, victim, operator, supervisor, provider;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  victim = await person(browser, desk, { viewport: PHONE });
  operator = await person(browser, desk);
  supervisor = await person(browser, desk);
  provider = await person(browser, desk, { viewport: PHONE });
  await signIn(operator, desk, "operator");
  await signIn(supervisor, desk, "supervisor");
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

const offersOf = (reference) => ({ subject, links }) => subject.includes(reference) && links.some((link) => link.includes("/o/"));
const offerLink = (mail) => mail.links.find((href) => href.includes("/o/"));

let reference, tracking, first, company;

test("a case is given to the provider that the victim chose", async () => {
  ({ reference } = await steps.report(victim, {
    need: "screen",
    fields: {
      description: "Ce matin tous nos fichiers sont chiffrés et un message réclame 2 bitcoins de rançon.",
      organisation_name: "Scierie Delmas", organisation_kind: "firm", postal_code: "12000", contact_name: "Rose Delmas",
      phone: "05 65 00 00 08", email: "rose@delmas.example", email_read: "no", consent_to_share: "yes",
    },
  }));
  tracking = await victim.locator("a.button.primary[href*='/t/']").getAttribute("href");
  await steps.openCase(operator, reference);
  await steps.liftDoubt(operator);
  await steps.recordAgreement(operator);
  await steps.sendOffers(operator);
  [first] = await mailThat(desk, offersOf(reference));
  await provider.goto(offerLink(first));
  company = (await provider.locator("main p.hint").first().innerText()).replace(/^Pour /, "").trim();
  await steps.answerAvailable(provider, "Sam Vidal");
  await victim.goto(tracking);
  await victim.locator("#choice [name=offer]").first().check();
  await steps.send(victim, "#choice button[type=submit]");
  assert.match(await victim.locator("main").innerText(), new RegExp(company.slice(0, 8)));
});

test("the victim says that nobody called; the desk has the alarm and relaunches in one step", async () => {
  await steps.send(victim, "form[action$='/not-called'] button");
  await operator.goto("/alarms");
  assert.match(await operator.locator("main").innerText(), new RegExp(reference));
  await check(operator, "alarms, nobody called");
  await steps.openCase(operator, reference);
  await steps.send(operator, "form[action$='/assignment/end'] button");
  assert.match(await operator.locator("#offers").innerText(), /sollicité|envoyée|attend/i);
  await mailThat(desk, (mail) => offersOf(reference)(mail) && mail.to !== first.to, { atLeast: 3 });
});

test("the first provider's link is dead, and it confirms that it deleted what it had", async () => {
  const dead = await provider.goto(offerLink(first));
  assert.equal(dead.status(), 410);
  const mails = await mailThat(desk, ({ to, links }) => to === first.to && links.some((link) => link.includes("/d/")));
  const page = mails.at(-1).links.find((link) => link.includes("/d/"));
  await provider.goto(page);
  assert.doesNotMatch(await provider.locator("main").innerText(), /Delmas|05 65/);
  await check(provider, "deletion");
  await shots(provider, "deletion");
  await steps.send(provider, "form[action$='/deleted'] button");
  assert.match(await provider.locator("main").innerText(), /Effacement confirmé/);
});

test("a supervisor pauses a provider at once; what it was asked is withdrawn", async () => {
  await steps.openCase(operator, reference);
  // The newest: those before it are of the first round.
  const asked = (await allMail(desk)).filter((mail) => offersOf(reference)(mail) && mail.to !== first.to).reverse();
  await provider.goto(offerLink(asked[0]));
  const rogue = (await provider.locator("main p.hint").first().innerText()).replace(/^Pour /, "").trim();
  await supervisor.goto(`/providers?q=${encodeURIComponent(rogue)}`);
  await Promise.all([supervisor.waitForURL(/\/providers\/[^?]+$/), supervisor.locator("table a[data-row]").first().click()]);
  await check(supervisor, "provider");
  await supervisor.fill("#pause_reason", "Il a démarché une victime.");
  await steps.send(supervisor, "form[action$='/pause'] button[value=pause]");
  assert.match(await supervisor.locator("main").innerText(), /en pause/);
  await check(supervisor, "provider, paused");
  await shots(supervisor, "provider-paused");
  await provider.goto(offerLink(asked[0]));
  assert.match(await provider.locator("main").innerText(), /retirée/);
});

test("what a paused provider has already becomes a task, with the words for the victim", async () => {
  const other = await steps.report(victim, {
    need: "screen",
    fields: {
      description: "Ce matin tous nos fichiers sont chiffrés et un message réclame 2 bitcoins de rançon.",
      organisation_name: "Minoterie Cros", organisation_kind: "firm", postal_code: "12000", contact_name: "Jean Cros",
      phone: "05 65 00 00 18", email: "jean@cros.example", email_read: "no", consent_to_share: "yes",
    },
  });
  const page = await victim.locator("a.button.primary[href*='/t/']").getAttribute("href");
  await steps.openCase(operator, other.reference);
  await steps.liftDoubt(operator);
  await steps.recordAgreement(operator);
  await steps.sendOffers(operator);
  const [mail] = await mailThat(desk, offersOf(other.reference));
  await provider.goto(offerLink(mail));
  const rogue = (await provider.locator("main p.hint").first().innerText()).replace(/^Pour /, "").trim();
  await steps.answerAvailable(provider, "Sam Vidal");
  await victim.goto(page);
  await victim.locator("#choice [name=offer]").first().check();
  await steps.send(victim, "#choice button[type=submit]");
  await supervisor.goto(`/providers?q=${encodeURIComponent(rogue)}`);
  await Promise.all([supervisor.waitForURL(/\/providers\/[^?]+$/), supervisor.locator("table a[data-row]").first().click()]);
  await supervisor.fill("#pause_reason", "Fausse attestation signalée.");
  await steps.send(supervisor, "form[action$='/pause'] button[value=pause]");
  await steps.openCase(operator, other.reference);
  const tasks = await operator.locator("#tasks").innerText();
  assert.match(tasks, /Le prestataire est en pause\s: voir avec la victime/);
  assert.ok(tasks.includes(rogue) && /Ne lui donnez plus d’accès à vos machines/.test(tasks), tasks);
  await check(operator, "incident, its provider paused");
  await shots(operator, "incident-provider-paused");
});

test("a suspension waits for a second person", async () => {
  await supervisor.locator("#vet_state").selectOption("suspend");
  await supervisor.fill("#vet_reason", "Fausse attestation.");
  await steps.send(supervisor, "form[action$='/vetting'] button");
  assert.match(await supervisor.locator("main").innerText(), /seconde personne doit décider/);
  await supervisor.locator("#vet_state").selectOption("suspend");
  await supervisor.fill("#vet_reason", "Encore moi.");
  await steps.send(supervisor, "form[action$='/vetting'] button");
  assert.match(await supervisor.locator("main").innerText(), /autre personne/);
});
