// The staff's doors: a second factor is set, sign-in asks for its code, a recovery code opens once, a session elsewhere ends.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { until, send } from "../support/steps.mjs";

let desk, browser, claire, seed, codes;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  claire = await person(browser, desk);
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** RFC 6238, as an authenticator does it. */
function codeAt(typed, millis) {
  const bits = [...typed.replaceAll(" ", "")].map((sign) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(millis / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

let used = 0;

/** A code that was not used yet: the authenticator shows a new one every thirty seconds, and the desk takes the next already. */
async function freshCode() {
  const step = () => Math.floor(Date.now() / 30_000);
  await until(() => step() + 1 > used, 120_000);
  used = Math.max(step(), used + 1);
  return codeAt(seed, used * 30_000);
}

/** Follows a link to its page. */
const follow = (page, link, url) => Promise.all([page.waitForURL(url), page.click(link)]);

async function password(page) {
  const { login, password } = desk.account("operator");
  await page.goto("/sign-in");
  await page.fill("#login", login);
  await page.fill("#password", password);
  await Promise.all([page.waitForURL(/sign-in\/code/), page.click("main button[type=submit]")]);
}

test("the second factor is set by a picture or a key, and confirmed by its first code", async () => {
  await signIn(claire, desk, "operator");
  await claire.click(".who-menu summary");
  await follow(claire, ".who-menu a[href='/account']", /\/account$/);
  await check(claire, "account");
  await shots(claire, "account");
  await follow(claire, "a[href='/account/second-factor']", /second-factor$/);
  assert.ok(await claire.locator("svg.qr path").count(), "a picture to scan");
  await check(claire, "second factor");
  await shots(claire, "second-factor");
  seed = await claire.locator("#seed").innerText();
  await claire.fill("#factor_code", "000000");
  await claire.fill("#factor_password", desk.account("operator").password);
  await send(claire, "main form button[type=submit]");
  assert.match(await claire.locator(".summary").innerText(), /Ce code n’est pas le bon/);
  assert.equal(await claire.locator("#seed").innerText(), seed, "the same picture again");
  await check(claire, "second factor, refused");
  await claire.fill("#factor_code", await freshCode());
  await claire.fill("#factor_password", desk.account("operator").password);
  await send(claire, "main form button[type=submit]");
  codes = await claire.locator(".codes code").allInnerTexts();
  assert.equal(codes.length, 10);
  await check(claire, "recovery codes");
  await shots(claire, "recovery-codes");
  await follow(claire, "text=Je les ai notés", /\/account$/);
  assert.match(await claire.locator("main").innerText(), /Il vous reste 10 codes de secours/);
  await check(claire, "account with a second factor");
  await shots(claire, "account-with-factor");
});

test("sign-in asks for the code, and says plainly when it is wrong", async () => {
  const page = await person(browser, desk, { viewport: { width: 320, height: 640 } });
  await password(page);
  await check(page, "code");
  await shots(page, "sign-in-code");
  await page.keyboard.type("123");
  await page.keyboard.press("Enter");
  await page.locator(".summary").waitFor();
  await check(page, "code, refused");
  await page.fill("#code", await freshCode());
  await Promise.all([page.waitForURL(/queue/), page.keyboard.press("Enter")]);
});

test("a recovery code opens once", async () => {
  const page = await person(browser, desk);
  await password(page);
  await page.fill("#code", codes[0].toLowerCase());
  await Promise.all([page.waitForURL(/queue/), page.click("main button[type=submit]")]);
  const again = await person(browser, desk);
  await password(again);
  await again.fill("#code", codes[0]);
  await send(again, "main button[type=submit]");
  assert.match(await again.locator(".summary").innerText(), /incorrect/);
});

test("a session elsewhere is seen and ended", async () => {
  const elsewhere = await person(browser, desk);
  await password(elsewhere);
  await elsewhere.fill("#code", codes[1]);
  await Promise.all([elsewhere.waitForURL(/queue/), elsewhere.click("main button[type=submit]")]);
  await claire.goto("/account");
  assert.ok((await claire.locator(".sessions li").count()) >= 2);
  await send(claire, "text=Fermer toutes les autres sessions");
  assert.equal(await claire.locator(".sessions li").count(), 1);
  assert.match(await claire.locator(".notice").innerText(), /fermée/);
  await elsewhere.goto("/queue");
  assert.match(new URL(elsewhere.url()).pathname, /^\/sign-in/);
});

test("a sensitive case is shut to who isn’t named, until the glass is broken", async () => {
  const boss = await person(browser, desk);
  await signIn(boss, desk, "supervisor");
  await boss.goto("/queue?state=open");
  await boss.locator("a.row-link").first().click();
  await boss.waitForSelector(".case-head");
  const path = new URL(boss.url()).pathname;
  await boss.click("#sensitive summary");
  await send(boss, "#sensitive button[value=mark]");
  await check(boss, "sensitive case");
  await shots(boss, "case-sensitive");
  const auditor = await person(browser, desk);
  await signIn(auditor, desk, "auditor");
  await auditor.goto(path);
  assert.equal(new URL(auditor.url()).pathname, `${path}/sealed`);
  await check(auditor, "sealed case");
  await shots(auditor, "case-sealed");
  await auditor.fill("#reason", "trop");
  await send(auditor, "main form button[type=submit]");
  assert.match(await auditor.locator(".summary").innerText(), /Dites pourquoi/);
  await check(auditor, "sealed case, refused");
  await auditor.fill("#reason", "La victime rappelle et personne de nommé n’est là.");
  await Promise.all([auditor.waitForSelector(".case-head"), auditor.click("main form button[type=submit]")]);
  await boss.goto(path);
  assert.match(await boss.locator("#sensitive").innerText(), /bris de glace[\s\S]*La victime rappelle/);
});
