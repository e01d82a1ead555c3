// A supervisor tells all open cases of a choice the same; she sees who gets it and how it reads before it is sent.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESKTOP, assertFits, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, page;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  page = await person(browser, desk, { viewport: DESKTOP });
  await signIn(page, desk, "supervisor");
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("without words nothing is sent, and the choice stays", async () => {
  await page.goto("/mail");
  await Promise.all([page.waitForURL(/\/mail\/bulletin/), page.click("a[href='/mail/bulletin']")]);
  const any = await page.locator("#category option").first().innerText();
  assert.equal(any, "Toutes");
  await page.selectOption("#department", "12");
  await steps.send(page, "button[value=preview]");
  assert.equal(await page.locator("#fr").getAttribute("aria-invalid"), "true");
  assert.equal(await page.inputValue("#department"), "12");
  await check(page, "bulletin, refused");
});

test("she sees how many get it and how it reads, then sends it", async () => {
  await page.selectOption("#department", "");
  await page.fill("#since", "2026-11-01");
  await page.fill("#fr", "Une faille de votre pare-feu est exploitée. Installez la mise à jour de ce matin, ou débranchez-le.");
  await page.fill("#en", "A flaw of your firewall is being exploited. Install this morning’s update, or unplug it.");
  await steps.send(page, "button[value=preview]");
  assert.match(await page.locator("main").innerText(), /pare-feu/);
  assert.match(await page.locator("#preview").innerText(), /pare-feu/);
  await assertFits(page, "bulletin");
  await check(page, "bulletin, seen");
  await shots(page, "bulletin");
  await steps.send(page, "button[value=send]");
  assert.match(await page.locator("main").innerText(), /Une faille de votre pare-feu est exploitée/);
  const mail = await mailThat(desk, ({ text }) => text.includes("débranchez-le"));
  assert.ok(mail.length >= 1);
  await check(page, "bulletin, sent");
});
