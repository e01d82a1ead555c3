// Story 5: everybody who is asked declines; others are asked by themselves, and the case never goes quiet.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, victim, operator, provider, reference;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  [victim, operator, provider] = await Promise.all([0, 1, 2].map(() => person(browser, desk)));
  ({ reference } = await steps.report(victim, {
    need: "screen",
    fields: {
      description: "Tous les fichiers de la mairie sont chiffrés, une page réclame une rançon en bitcoins.",
      organisation_name: "Mairie de Saint-Paul",
      organisation_kind: "municipality",
      postal_code: "31000",
      contact_name: "Anne Roux",
      phone: "05 61 00 00 09",
      consent_to_share: "yes",
    },
  }));
  await signIn(operator, desk, "operator");
  await steps.openCase(operator, reference);
  await steps.liftDoubt(operator);
  await steps.recordAgreement(operator);
  await steps.sendOffers(operator);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

async function firstOffer() {
  const isOffer = ({ subject, links }) => subject.includes(reference) && links.some((link) => link.includes("/o/"));
  const [mail] = await mailThat(desk, isOffer);
  return mail.links.find((href) => href.includes("/o/"));
}

test("who declines is thanked, and the case doesn't go quiet", async () => {
  const asked = async () => {
    await steps.openCase(operator, reference);
    return operator.locator("#offers ul.choices > li:has(.badge)").count();
  };
  const alarms = async () => Number((await operator.locator("[data-alarms]").allInnerTexts())[0] ?? 0);
  const before = [await asked(), await alarms()];
  await provider.goto(await firstOffer());
  await steps.answerDeclined(provider);
  await check(provider, "offer, declined");
  // Somebody else is asked where somebody else can help; where nobody can (a Sunday, a rare skill), the alarm rings.
  const until = Date.now() + 60_000;
  let now = before;
  while (now[0] <= before[0] && now[1] <= before[1] && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    now = [await asked(), await alarms()];
  }
  assert.ok(now[0] > before[0] || now[1] > before[1], `asked ${before[0]} → ${now[0]}, alarms ${before[1]} → ${now[1]}`);
});

test("a colleague who opens the same link sees who answered", async () => {
  const colleague = await person(browser, desk);
  await colleague.goto(await firstOffer());
  await check(colleague, "offer, seen by a colleague");
});
