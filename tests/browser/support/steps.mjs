// What people do, step by step, as the pages let them.

import assert from "node:assert/strict";
import { fileOf, rowsOf } from "./csv.mjs";

/** Waits until something is so: jobs run by themselves, a page shows what they did when it is loaded again. */
export async function until(isSo, patienceMs = 120_000) {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("it didn't come to be in time");
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Fills the short form as somebody in a hurry does, and sends it; gives the reference and the recognition words. */
export async function report(page, told) {
  await page.goto("/report");
  await page.click(`button.need[value=${told.need ?? "other"}]`);
  for (const [name, value] of Object.entries(told.fields)) {
    const field = page.locator(`[name="${name}"]`).first();
    const kind = await field.evaluate((element) => element.type ?? element.tagName);
    if (kind === "radio") await page.check(`[name="${name}"][value="${value}"]`);
    else if (kind === "select-one") await field.selectOption(value);
    else await field.fill(value);
  }
  await page.click("form.report button[type=submit]");
  const reference = (await page.locator("dd.reference").first().innerText()).trim();
  const words = (await page.locator("dd.words").first().innerText()).trim();
  return { reference, words };
}

/** Opens a case by its reference. */
export async function openCase(page, reference) {
  await page.goto(`/incidents/${reference}`);
  await page.waitForSelector(".case-head");
}

/** Finds a case as people do: by the queue's search. */
export async function findCase(page, words) {
  await page.goto("/queue");
  await page.fill("#q", words);
  await send(page, "form[role=search] button[type=submit]");
  await page.locator("a.row-link").first().click();
  await page.waitForSelector(".case-head");
}

/** Sends the form that a selector names and waits for the page that follows. */
export async function send(page, button) {
  await Promise.all([page.waitForNavigation(), page.click(button)]);
  assert.ok(await page.locator("main").count(), "a page follows");
}

export async function liftDoubt(page) {
  await send(page, "#doubt button[value=incident]");
}

export async function recordAgreement(page) {
  const form = page.locator("#agreement form");
  await form.locator("[name=consent_to_share][value=yes]").check();
  await form.locator("[name=own_supplier][value=no]").check();
  await send(page, "#agreement form button[type=submit]");
}

export async function sendOffers(page) {
  await send(page, "#offers form[action$='/offers'] button[type=submit]");
}

/** The provider says that it is available. */
export async function answerAvailable(page, name) {
  await page.fill("#said_by", name);
  await page.locator("[name=from]").first().check();
  await page.check("[name=place][value=both]");
  await page.check("[name=first_help_free][value=yes]");
  await send(page, "form:has([name=answer][value=available]) button[type=submit]");
}

export async function answerDeclined(page) {
  const form = "form:has([name=answer][value=declined])";
  const folded = page.locator(`details:not([open]):has(${form}) > summary`);
  if (await folded.count()) await folded.click();
  await page.locator(`${form} [name=reason]`).first().check();
  await send(page, `${form} button[type=submit]`);
}

/** Takes a call: the button of the header, or its key. */
export async function newCall(page) {
  if (!(await page.locator("button[data-key=n]").count())) await page.goto("/queue");
  await Promise.all([page.waitForURL(/\/calls\/[0-9a-f]{32}/), page.click("button[data-key=n]")]);
  await page.waitForSelector("#call");
}

/** Changes the directory as a supervisor does, by its file: `change` gets each firm as an object of its cells. */
export async function changeDirectory(page, change) {
  const given = await page.request.get("/providers/export");
  const [heading, ...rows] = rowsOf(await given.text());
  const changed = rows.map((row) => {
    const firm = Object.fromEntries(heading.map((name, place) => [name, row[place]]));
    change(firm);
    return heading.map((name) => firm[name]);
  });
  await page.goto("/providers/import");
  await page.setInputFiles("#file", { name: "annuaire.csv", mimeType: "text/csv", buffer: Buffer.from(fileOf([heading, ...changed])) });
  await send(page, "form[action$='/preview'] button[type=submit]");
  await send(page, "form[action$='/import'] button[type=submit]");
  assert.match(await page.locator("main").innerText(), /Importé/);
}
