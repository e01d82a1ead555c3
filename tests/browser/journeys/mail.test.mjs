// A mail that nobody can place: it waits in sight, is read as text, and a person puts it where it belongs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, signIn } from "../support/browser.mjs";
import { Desk, run } from "../support/desk.mjs";

let desk, browser;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("what left is listed with the server's words", async () => {
  const page = await person(browser, desk);
  await signIn(page, desk, "operator");
  await page.goto("/mail?show=left");
  assert.ok((await page.locator(".mails > li").count()) > 0);
  await check(page, "mail that left");
});

test("a mail without a sender waits for a person, who looks at it and is done with it", async () => {
  const raw = "To: centre@demo.example\r\nSubject: Sans nom <b>ni</b> adresse\r\n\r\nBonjour, <script>alert(1)</script> notre site est remplacé.\r\n";
  const taken = await run(["mail", "ingest", "--data-dir", desk.folder, "--json"], raw);
  assert.equal(taken.status, 0, taken.err);
  assert.equal(JSON.parse(taken.out).outcome, "aside");
  const page = await person(browser, desk);
  await signIn(page, desk, "operator");
  await page.goto("/mail/in");
  await check(page, "mail that came in");
  await Promise.all([page.waitForURL(/\/mail\/in\/.+/), page.getByRole("link", { name: "Sans nom" }).click()]);
  await check(page, "one mail that came in");
  assert.match(await page.locator(".mail-words").innerText(), /notre site est remplacé/);
  await Promise.all([page.waitForURL(/\/mail\/in\?done=mail/), page.locator("button[value=seen]").click()]);
  assert.equal(await page.locator(".mails > li").count(), 0);
});
