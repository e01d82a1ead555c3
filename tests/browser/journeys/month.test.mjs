// Story 10: the month for the Region. Figures by the national definitions, settled; what moves later is a correction.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, boss;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  boss = await person(browser, desk);
  await signIn(boss, desk, "supervisor");
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

const given = async (label) => boss.locator("#published tr", { hasText: label }).locator("td").allInnerTexts();

test("twelve months in figures and plots, each with its table", async () => {
  await boss.goto("/dashboard");
  const main = await boss.locator("main").innerText();
  for (const words of ["malveillance confirmée par une personne", "attente du premier contact humain", "Attente d’un prestataire", "Réponses aux propositions", "Par secteur d’activité", "Par mois"]) assert.ok(main.includes(words), words);
  assert.doesNotMatch(main, /Claire|Denis/, "nobody is ranked");
  await check(boss, "figures");
  await shots(boss, "figures");
});

test("a report that comes in moves the figures by itself", async () => {
  const before = await boss.locator(".stat", { hasText: "À vérifier" }).locator("dd").first().innerText();
  const victim = await person(browser, desk, { javaScript: false });
  await steps.report(victim, { need: "other", fields: { description: "Notre site affiche une page noire.", postal_code: "12000", contact_name: "Luc", phone: "05 65 00 00 22" } });
  await boss.waitForFunction((old) => [...document.querySelectorAll(".stat")].find((stat) => stat.textContent.includes("À vérifier")).querySelector("dd").textContent !== old, before);
});

test("a month that is over is settled once", async () => {
  await boss.goto("/dashboard?month=2026-10");
  assert.match(await boss.locator("#published").innerText(), /Une fois arrêtés, les chiffres ne changent plus/);
  await steps.send(boss, "#published button");
  assert.match(await boss.locator("#published").innerText(), /Chiffres arrêtés par .+/);
  assert.equal(await boss.locator("#published button").count(), 0);
  assert.equal(await boss.locator("#published .badge", { hasText: "correction" }).count(), 0);
  await check(boss, "settled month");
});

test("what changes later appears beside the settled figure", async () => {
  const november = Date.parse("2026-11-01T00:00:00+01:00") * 1000;
  await boss.goto(`/queue?state=closed&before=${november}`);
  await boss.goto(await boss.locator("a.row-link").first().getAttribute("href"));
  await boss.locator("details:has(form[action$='/reopen']) summary").click();
  await boss.fill("#reopen_reason", "L’établissement de santé rappelle.");
  await steps.send(boss, "form[action$='/reopen'] button");
  await boss.locator("#transfer summary").click();
  await boss.fill("#transfer_reason", "Établissement de santé : le centre national prend la suite.");
  await steps.send(boss, "#transfer form button[type=submit]");
  await boss.goto("/dashboard?month=2026-10");
  const [settled, now] = await given("Transmis");
  assert.equal(Number(now.replace(/\D/g, "")), Number(settled) + 1);
  assert.ok((await boss.locator("#published .badge", { hasText: "correction" }).count()) >= 1);
  await shots(boss, "month-settled");
});

test("what leaves the desk hides the cells under five, on paper and in the file", async () => {
  await boss.goto("/dashboard");
  const answer = await boss.request.get("/dashboard.csv");
  const lines = (await answer.text()).trim().split("\r\n").slice(1).map((line) => line.split(";"));
  assert.ok(lines.length > 10);
  for (const [, label, count] of lines) {
    const value = count.replaceAll('"', "");
    assert.ok(value === "moins de 5" || Number(value) === 0 || Number(value) >= 5, `${label}: ${value}`);
  }
  await boss.emulateMedia({ media: "print" });
  const cells = await boss.locator(".bars td.number").evaluateAll((all) => all.map((cell) => cell.innerText.trim()));
  for (const cell of cells) assert.ok(cell === "moins de 5" || Number(cell) === 0 || Number(cell) >= 5, cell);
  await boss.emulateMedia({ media: "screen" });
});
