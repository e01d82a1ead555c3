// Programs fill in the public form, too: what looks like theirs waits in a tray of its own. Nobody is turned away for it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PHONE, assertFits, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser;

before(async () => {
  // Whatever comes within an hour is too fast here.
  desk = await Desk.start({ settings: { VIGIE_SECURITY__LEAST_FORM_SECONDS: "3600" } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("a hasty report is taken, and its sender sees the number to call", async () => {
  const page = await person(browser, desk, { viewport: PHONE });
  await steps.report(page, {
    need: "other",
    fields: { description: "Notre site affiche un drapeau de pirates.", postal_code: "12000", contact_name: "Ida Vidal", phone: "05 65 00 00 44", email: "ida@vidal.example" },
  });
  assert.match(await page.locator("main").innerText(), /appelez-nous et donnez cette référence/);
  assert.ok((await page.locator(".warning a[href^='tel:']").count()) === 1, "the number can be touched");
  await assertFits(page, "answer to a hasty report");
  await check(page, "answer to a hasty report");
  await shots(page, "answer-hasty");
});

test("the operator finds it in its tray, reads why, and calls", async () => {
  const page = await person(browser, desk);
  await signIn(page, desk, "operator");
  await page.goto("/queue");
  assert.ok(!(await page.locator("#queue-rows").innerText()).includes("Ida Vidal"));
  await Promise.all([page.waitForURL(/signs=machine/), page.getByRole("link", { name: /Peut-être des automates/ }).click()]);
  assert.match(await page.locator("main").innerText(), /Aucun n’est perdu/);
  await check(page, "tray of programs");
  await shots(page, "queue-machines");
  await Promise.all([page.waitForURL(/incidents/), page.locator("[data-row]").first().click()]);
  assert.match(await page.locator("#doubt").innerText(), /plus vite qu’une personne n’écrit/);
  await check(page, "a report that looks like a program's");
  await steps.liftDoubt(page);
  await page.goto("/queue?signs=machine");
  assert.equal(await page.locator("[data-row]").count(), 0);
});

test("in a flood the page does its work while somebody writes, and the report is let through", async () => {
  const calm = await Desk.start();
  try {
    const page = await person(browser, calm);
    for (let number = 10; number < 40; number += 1) {
      const form = { description: "Notre site affiche un drapeau.", postal_code: "12000", contact_name: "Ida Vidal", phone: `05 65 00 30 ${number}` };
      const sent = await page.request.post("/report", { form, maxRedirects: 0 });
      assert.equal(sent.status(), 303);
    }
    await page.goto("/report?need=other");
    const typed = { description: "On ne peut plus ouvrir les fichiers.", postal_code: "12000", contact_name: "Rose Vidal", phone: "05 65 00 00 45" };
    for (const [name, value] of Object.entries(typed)) await page.fill(`[name="${name}"]`, value);
    await steps.until(async () => (await page.locator("input[name=work]").inputValue()) !== "");
    await steps.send(page, "form.report button[type=submit]");
    const answer = await page.locator("main").innerText();
    assert.ok(!/appelez-nous et donnez cette référence/.test(answer), "who brings a stamp is a person");
  } finally {
    await calm.stop();
  }
});
