// Story 8: a town hall with a water plant is blackmailed. One call by the keyboard alone, its key presses counted.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import { mailThat } from "../support/mail.mjs";

let desk, browser, claire, keys = 0, questions = 0;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  claire = await person(browser, desk);
  await signIn(claire, desk, "operator");
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Presses keys: each of a chord counts. */
async function press(...chords) {
  for (const chord of chords) {
    keys += chord.split("+").length;
    await claire.keyboard.press(chord);
  }
}

/** The caller's own words: typed, not counted. */
const words = (text) => claire.keyboard.insertText(text);
const settled = () => claire.waitForFunction(() => !document.getElementById("call").dataset.unsaved);
const answered = () => claire.locator("#call input[name^=fact_][type=radio]:checked").count();

test("the call is taken, and safety is asked before everything else", async () => {
  await claire.goto("/queue");
  await Promise.all([claire.waitForURL(/\/calls\//), press("n")]);
  await claire.waitForSelector("#call .is-turn");
  await words("Mairie, ce matin tous les fichiers sont chiffrés, un message réclame une rançon en bitcoins. Nous pilotons la station d’eau potable depuis ce réseau.");
  assert.match(await claire.locator(".is-turn").innerText(), /Personnes ou machines en danger/);
  await press("F2", "F4", "F2");
  await settled();
});

test("manual mode with who runs the plant comes before unplugging", async () => {
  await claire.locator(".best-title", { hasText: "Rançongiciel" }).waitFor();
  await claire.locator(".call-right .warning").waitFor();
  const safety = await claire.locator(".call-right .warning").first().innerText();
  assert.match(safety, /manuel/i);
  const page = await claire.locator(".call-right").innerText();
  const unplug = page.search(/[Dd]ébranch|[Ii]sol|[Dd]éconnect/);
  assert.ok(unplug < 0 || page.indexOf(safety.slice(0, 30)) < unplug, "safety comes first");
});

test("five questions are answered without leaving the notes, five actions ticked as they are read", async () => {
  for (let round = 0; round < 6 && questions < 5; round++) {
    const before = await answered();
    const asked = await claire.locator("[data-next-question] legend").innerText().catch(() => "");
    if (!asked) break;
    const isYesNo = (await claire.locator("[data-next-question] input[type=radio]").count()) > 0;
    await press(isYesNo ? (/sauvegarde/i.test(asked) ? "F4" : "F2") : "F8");
    if (!isYesNo) break;
    await claire.waitForFunction((wanted) => document.querySelector("[data-next-question] legend")?.textContent !== wanted, asked);
    questions += (await answered()) >= before ? 1 : 0;
    assert.equal(await claire.evaluate(() => document.activeElement.id), "description", "the focus stays in the notes");
  }
  assert.ok(questions + 3 >= 5, `${questions} and three of safety`);
  await press("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5");
  await settled();
  assert.ok((await claire.locator(".ticks input:checked").count()) >= 5);
});

test("who, where, and how to call back are one key away", async () => {
  await press("Alt+6");
  await words("Sylvie Garrigues");
  await press("Alt+7");
  await words("12000");
  await press("Alt+8");
  await words("05 65 00 00 31");
  await press("Alt+9");
  await words("Mairie de Saint-Exemple");
  await press("Alt+0");
  await settled();
  await check(claire, "call, filled");
  await shots(claire, "call");
});

test("agreement and doubt by the same keys, the end by one", async () => {
  for (let round = 0; round < 12; round++) {
    const turn = await claire.locator(".is-turn").first().innerText({ timeout: 2000 }).catch(() => "");
    if (!turn) break;
    const key = /prestataire informatique|assurance/.test(turn) ? "F4" : /Accord|doute levé/.test(turn) ? "F2" : "F8";
    await press(key);
    await claire.waitForFunction((before) => document.querySelector(".is-turn")?.innerText !== before, turn, { timeout: 5000 });
  }
  await settled();
  for (const name of ["consent_to_share", "doubt_lifted"]) assert.ok(await claire.isChecked(`[name=${name}][value=yes]`), name);
  await Promise.all([claire.waitForURL(/\/incidents\//), press("F10")]);
  assert.match(await claire.locator(".notice").innerText(), /L’appel est enregistré comme dossier/);
});

test("three offers leave, and the whole took at most sixty key presses besides the words", async () => {
  for (let round = 0; round < 4 && /prestataires sollicités/.test(await claire.locator(".case-head").innerText()) === false; round++) {
    await press("s");
    await Promise.all([claire.waitForNavigation(), press("Enter")]);
  }
  assert.match(await claire.locator(".case-head").innerText(), /prestataires sollicités/);
  assert.match(await claire.locator(".case-head .priority").innerText(), /P1/);
  assert.ok((await claire.locator("#offers .choices .badge[class*=offer-]").count()) >= 3, "three offers");
  console.log(`# ${keys} key presses, ${questions + 3} questions answered, 5 actions ticked, 3 offers`);
  assert.ok(keys <= 60, `${keys} key presses`);
});

test("every clock is proposed with its article, and the ticks are evidence", async () => {
  const clocks = claire.locator("#deadlines .deadline");
  const sources = await clocks.locator(".source").allInnerTexts();
  assert.ok(sources.length > 0 && sources.length === (await clocks.count()) && sources.every((text) => text.trim()), sources.join(" | "));
  assert.ok((await claire.locator("#actions .ticks input:checked").count()) >= 5);
  await check(claire, "case of the town hall");
  const reference = await claire.locator(".case-head .reference").innerText();
  const offers = await mailThat(desk, ({ subject, links }) => subject.includes(reference) && links.some((link) => link.includes("/o/")));
  for (const mail of offers) assert.doesNotMatch(mail.text + mail.subject, /Garrigues|Saint-Exemple|05 ?65 ?00/);
});
