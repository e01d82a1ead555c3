// The life of a provider: a firm applies on the web, is vetted, sees its own page, and is shown to everybody if it wishes.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PHONE, check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk, run } from "../support/desk.mjs";
import { mailThat } from "../support/mail.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser, firm, supervisor;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
  firm = await person(browser, desk, { viewport: PHONE, javaScript: false });
  supervisor = await person(browser, desk);
  await signIn(supervisor, desk, "supervisor");
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

test("a firm applies, and what it mistyped is said beside its field", async () => {
  await firm.goto("/prestataires/candidature");
  await check(firm, "application");
  await shots(firm, "application");
  await firm.fill("#company", "Atelier du Lot");
  await firm.fill("#siret", "123");
  await firm.fill("#email", "contact@lot.example");
  await firm.fill("#phone", "05 65 00 00 09");
  await firm.fill("#postal_code", "12000");
  await firm.locator("#skill_forensics").selectOption("3");
  await firm.check("[name=departments][value='12']");
  await firm.fill("#insurance_until", "2027-12-31");
  await steps.send(firm, "main form button[type=submit]");
  const page = await firm.locator("main").innerText();
  assert.match(page, /n’est pas un SIRET/);
  assert.match(page, /charte est nécessaire/);
  assert.equal(await firm.inputValue("#company"), "Atelier du Lot", "nothing typed is lost");
  await check(firm, "application, refused");
  await firm.fill("#siret", "732 829 320 00074");
  await firm.check("[name=charter]");
  await steps.send(firm, "main form button[type=submit]");
  assert.match(await firm.locator("main").innerText(), /Merci, c’est reçu/);
  await check(firm, "application, sent");
});

test("a supervisor reads it, accepts it, notes the evidence and vets the firm", async () => {
  await supervisor.goto("/providers/applications");
  assert.match(await supervisor.locator("main").innerText(), /Atelier du Lot/);
  await check(supervisor, "applications");
  await shots(supervisor, "applications");
  await steps.send(supervisor, "button[value=accept]");
  assert.match(await supervisor.locator("main").innerText(), /pas encore vérifié/);
  await supervisor.fill("#body", "Attestation d’assurance 2027 vue, deux références appelées.");
  await steps.send(supervisor, "form[action$='/evidence'] button");
  await supervisor.locator("#vet_state").selectOption("accept");
  await supervisor.fill("#vet_reason", "Dossier complet.");
  await steps.send(supervisor, "form[action$='/vetting'] button");
  const page = await supervisor.locator("main").innerText();
  assert.match(page, /Peut être sollicité aujourd’hui/);
  assert.match(page, /deux références appelées/);
  assert.match(page, /Dossier complet/);
  await check(supervisor, "provider, vetted");
  await shots(supervisor, "provider-vetted");
});

test("the firm opens its own page by a mailed link, pauses itself and comes back", async () => {
  await firm.goto("/prestataires/espace");
  await check(firm, "door");
  await firm.fill("#email", "contact@lot.example");
  await steps.send(firm, "main form button[type=submit]");
  assert.match(await firm.locator("main").innerText(), /Si cette adresse est connue/);
  const [mail] = await mailThat(desk, ({ to }) => to.includes("contact@lot.example"));
  await firm.goto(mail.links.find((link) => link.includes("/p/")));
  await check(firm, "own page");
  await shots(firm, "own-page");
  await firm.fill("#until", "2026-12-24");
  await steps.send(firm, "form[action$='/leave'] button");
  assert.match(await firm.locator("main").innerText(), /en pause jusqu’au 24\/12\/2026/);
  await check(firm, "own page, away");
  await steps.send(firm, "form[action$='/leave'] button[value=back]");
  assert.match(await firm.locator("main").innerText(), /Vous pouvez être sollicité/);
});

test("it wishes to be seen, and is: by its skill and department", async () => {
  await steps.send(firm, "form[action$='/listing'] button[value=yes]");
  await firm.goto("/prestataires?skill=forensics&department=12");
  assert.match(await firm.locator("main").innerText(), /Atelier du Lot/);
  await check(firm, "public directory");
  await shots(firm, "public-directory");
  await firm.goto("/prestataires?skill=telephony");
  assert.doesNotMatch(await firm.locator("main").innerText(), /Atelier du Lot/);
});

test("a file is looked at before it is imported; a bad cell is named by line and column", async () => {
  const { out } = await run(["providers", "export", "--data-dir", desk.folder]);
  const file = join(desk.folder, "annuaire.csv");
  const look = async (text) => {
    await writeFile(file, text);
    await supervisor.goto("/providers/import");
    await supervisor.setInputFiles("#file", file);
    await steps.send(supervisor, "form[action$='/preview'] button[type=submit]");
    return supervisor.locator("main").innerText();
  };
  assert.match(await look(out.replace(";vetted;", ";vettted;")), /2\s+vetting_state\s+« vettted » n’est pas connu/);
  await check(supervisor, "import, refused");
  const page = await look(out.replace("Atelier du Lot", "Atelier du Quercy"));
  assert.match(page, /0 nouveaux, 1 modifiés/);
  assert.match(page, /Atelier du Quercy\s+société/);
  await check(supervisor, "import, looked at");
  await shots(supervisor, "import-preview");
  await steps.send(supervisor, "form[action$='/import'] button[type=submit]");
  assert.match(await supervisor.locator("main").innerText(), /Importé\s: 0 nouveaux, 1 modifiés/);
});

test("board, coverage and fairness are drawn for the supervisor", async () => {
  for (const path of ["/board", "/coverage?skill=telephony", "/fairness", "/providers/renewals"]) {
    await supervisor.goto(path);
    await check(supervisor, path);
    await shots(supervisor, `supervisor${path.replaceAll(/[/?=]/g, "-")}`);
  }
  await supervisor.goto("/coverage");
  assert.ok((await supervisor.locator("svg.map path").count()) >= 26, "thirteen departments, each with its border");
});
