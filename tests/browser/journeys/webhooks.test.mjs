// A partner's system is told: the administrator adds it, sends a test, a report comes in, and every message is signed.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { report, send, until } from "../support/steps.mjs";

let desk, browser, receiver, got, status, secret;

before(async () => {
  [got, status] = [[], 204];
  receiver = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body, message: JSON.parse(body) });
    response.writeHead(status).end();
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  desk = await Desk.start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  receiver?.closeAllConnections();
  receiver?.close();
  await desk?.stop();
});

/** As Standard Webhooks has it, by nothing of the desk's. */
function isSigned({ headers, body }) {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const right = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
  const age = Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"]));
  return headers["webhook-signature"].split(" ").includes(`v1,${right}`) && age < 300;
}

test("an administrator adds a system, sees its secret once, and sends a test", async () => {
  const page = await person(browser, desk);
  await signIn(page, desk, "administrator");
  await page.goto("/webhooks");
  await check(page, "no webhooks");
  await page.fill("#name", "Portail");
  await page.fill("#url", "https://192.168.1.1/");
  await send(page, "main form[action='/webhooks'] button.primary");
  assert.match(await page.locator(".summary").innerText(), /ne peut pas être utilisée/);
  await check(page, "webhook, refused");
  await page.fill("#url", `http://127.0.0.1:${receiver.address().port}/in`);
  await send(page, "main form[action='/webhooks'] button.primary");
  secret = await page.locator(".notice code").innerText();
  await check(page, "webhook with its secret");
  await page.goto("/webhooks");
  await shots(page, "webhooks");
  assert.equal(await page.locator(".notice code").count(), 0, "the secret is shown once");
  await send(page, "button[value=test]");
  await until(() => got.length === 1);
  assert.equal(got[0].message.type, "webhook.test");
  assert.ok(isSigned(got[0]), "the signature is right");
});

test("a report is told within moments, without anything personal", async () => {
  const page = await person(browser, desk);
  const fields = { description: "Nos fichiers sont chiffrés.", contact_name: "Jeanne Miquel", phone: "05 65 00 00 01", postal_code: "12000" };
  const { reference } = await report(page, { fields });
  await until(() => got.some(({ message }) => message.data.incident?.reference === reference));
  const told = got.filter(({ message }) => message.data.incident?.reference === reference);
  assert.ok(told.every(isSigned));
  assert.ok(told.some(({ message }) => message.type === "report.received"));
  for (const { body } of told) assert.doesNotMatch(body, /Miquel|Jeanne|fichiers/);
});

test("what doesn’t arrive is seen, and sent again by a person", async () => {
  const page = await person(browser, desk);
  await signIn(page, desk, "administrator");
  await page.goto("/webhooks");
  status = 503;
  const before = got.length;
  await send(page, "button[value=test]");
  await until(() => got.length > before);
  await page.goto("/webhooks");
  await page.click(".webhooks a");
  await until(async () => (await page.reload(), /HTTP 503/.test(await page.locator("main").innerText())));
  await check(page, "messages of a webhook");
  await shots(page, "webhook-messages");
  status = 204;
  await send(page, "li:has-text('HTTP 503') form button");
  await until(async () => (await page.reload(), !/HTTP 503/.test(await page.locator("main").innerText())));
});
