// Story 7: a competitor’s false report. Until somebody has called back nothing leaves and nothing is shown; refuted, it leaves
// the firm that it named clean.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { allMail, mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, firm, rival, operator, boss, real, told;

/** The firm, with its own number. */
const GARAGE = { organisation_name: "Garage Martin", organisation_kind: "firm", postal_code: "12000", phone: "05 65 00 00 31" };

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  [firm, rival, operator, boss] = await Promise.all([0, 1, 2, 3].map(() => person(browser, desk)));
  await signIn(operator, desk, "operator");
  await signIn(boss, desk, "supervisor");
  real = await steps.report(firm, {
    need: "other",
    fields: { ...GARAGE, description: "Quelqu’un lit notre boîte mail, des messages partent sans nous.", contact_name: "Paul Martin", email: "paul@garage-martin.example", email_read: "yes" },
  });
  await steps.openCase(operator, real.reference);
  await steps.liftDoubt(operator);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

const figure = async (name) => {
  await boss.goto("/dashboard");
  return Number(await boss.locator(".stat", { hasText: name }).locator("dd").first().innerText());
};
const figures = async () => ({ incidents: await figure("Incidents"), toCheck: await figure("À vérifier"), nothing: await figure("Sans suite") });
let first;

test("whoever reports in somebody else’s name sees nothing of that firm’s history", async () => {
  first = await figures();
  told = await steps.report(rival, {
    need: "other",
    fields: { ...GARAGE, description: "Le site de ce garage vole les cartes bancaires de ses clients, prévenez tout le monde.", contact_name: "Paul Martin", email: "rival@loin.example", email_read: "no", consent_to_share: "yes" },
  });
  const [mail] = await mailThat(desk, ({ to, subject }) => to.includes("rival@loin.example") && subject.includes(told.reference));
  const link = mail.links.find((href) => href.includes("/t/"));
  await rival.goto(link);
  const page = await rival.locator("body").innerText();
  for (const word of [real.reference, "paul@garage-martin.example", "boîte mail"]) assert.ok(!page.includes(word) && !mail.text.includes(word), word);
});

test("until somebody has called back no offer leaves, whatever is clicked, and the figures count it apart", async () => {
  await steps.openCase(operator, told.reference);
  assert.match(await operator.locator(".next-step").innerText(), /Rappeler Paul Martin et lever le doute/);
  assert.match(await operator.locator("#offers").innerText(), /doute/);
  assert.ok(await operator.locator("#offers form[action$='/offers'] button.primary").isDisabled());
  await check(operator, "incident, doubtful");
  await shots(operator, "incident-doubtful");
  const status = await operator.evaluate(async (path) => {
    const providers = [...document.querySelectorAll("#offers [name=provider]")].map((box) => `provider=${box.value}`);
    const saw = document.querySelector("#offers [name=saw]").value;
    const answer = await fetch(path, { method: "POST", redirect: "manual", headers: { "content-type": "application/x-www-form-urlencoded" }, body: [`saw=${saw}`, ...providers.slice(0, 3)].join("&") });
    return answer.status;
  }, `/incidents/${told.reference}/offers`);
  assert.ok(status >= 400 && status < 500, `the server refuses, too: ${status}`);
  const now = await figures();
  assert.deepEqual([now.toCheck - first.toCheck, now.incidents - first.incidents], [1, 0]);
  assert.ok(!(await allMail(desk)).some(({ subject, links }) => subject.includes(told.reference) && links.some((href) => href.includes("/o/"))));
});

test("called back on its own number, the firm knows of nothing: refuted, and it stays clean", async () => {
  await steps.openCase(operator, told.reference);
  await operator.selectOption("#doubt_how", "call_back");
  await operator.fill("#doubt_note", "Rappelé au numéro de l’annuaire : M. Martin n’a rien signalé.");
  await steps.send(operator, "#doubt button[value=not_incident]");
  assert.match(await operator.locator(".case-head").innerText(), /sans incident/i);
  const now = await figures();
  assert.deepEqual([now.toCheck - first.toCheck, now.nothing - first.nothing, now.incidents - first.incidents], [0, 1, 0]);
  await operator.goto(`/calls/new?phone=${encodeURIComponent(GARAGE.phone)}`);
  await Promise.all([operator.waitForURL(/\/calls\/[0-9a-f]{32}/), operator.locator("main form button[type=submit]").first().click()]);
  const known = await operator.locator("aside.known").innerText();
  assert.ok(known.includes(real.reference), "what was true of it");
  assert.ok(!known.includes(told.reference), "what was told of it, is not");
  await shots(operator, "call-known-clean");
});
