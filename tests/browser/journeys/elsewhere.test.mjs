// Story 12: another region. Bretagne and La Réunion, each from one configuration file; no region's name in the code.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PHONE, check, launch, person } from "../support/browser.mjs";
import { Desk, run } from "../support/desk.mjs";
import * as steps from "../support/steps.mjs";

const REGIONS = [
  { name: "Centre cyber de Bretagne", zone: "Europe/Paris", holidays: "35", departments: ["22", "29", "35", "56"], phone: "02 99 00 00 00", place: "35000", there: "Rennes" },
  { name: "Centre cyber de La Réunion", zone: "Indian/Reunion", holidays: "974", departments: ["974"], phone: "02 62 00 00 00", place: "97400", there: "Saint-Denis" },
];

let browser;

before(async () => (browser = await launch()));
after(async () => browser?.close());

async function configured({ name, zone, holidays, departments, phone }) {
  const folder = await mkdtemp(join(tmpdir(), "vigie-region-"));
  const file = join(folder, "vigie.toml");
  await writeFile(file, `[desk]
name = "${name}"
phone = "${phone}"
email = "centre@region.example"
hours = "mo-fr 08:30-12:00 13:30-17:00"
time_zone = "${zone}"
holidays_of = "${holidays}"
departments = ${JSON.stringify(departments)}
authority = "Groupement d’intérêt public"
dpo = "dpo@region.example"
legal_notice = "Mentions légales"
`);
  return { folder, file };
}

for (const region of REGIONS) {
  test(`${region.name}: one file makes the desk, every page says whose it is`, async () => {
    const { folder, file } = await configured(region);
    const desk = await Desk.start({ command: "serve", folder, args: ["--config", file] });
    try {
      const victim = await person(browser, desk, { viewport: PHONE });
      await victim.goto("/report");
      assert.match(await victim.locator("header").innerText(), new RegExp(region.name));
      assert.match(await victim.locator("main").innerText(), new RegExp(region.phone.replaceAll(" ", "\\s")));
      await check(victim, `${region.name}, first screen`);
      const { reference } = await steps.report(victim, {
        need: "screen",
        fields: { description: "Tous nos fichiers sont chiffrés, on réclame une rançon.", postal_code: region.place, contact_name: "Anne Le Gall", phone: region.phone },
      });
      assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      const main = await victim.locator("main").innerText();
      assert.match(main, /Ce qui se passe maintenant/);
      assert.doesNotMatch(main, /Occitanie/);
    } finally {
      await desk.stop();
    }
  });

  test(`${region.name}: the check says what is missing, by name`, async () => {
    const { folder, file } = await configured(region);
    const told = await run(["doctor", "--config", file, "--data-dir", folder]);
    assert.ok(told.status === 0 || told.status === 1, told.err);
    assert.doesNotMatch(told.out + told.err, /Occitanie/);
    const bare = join(folder, "bare.toml");
    await writeFile(bare, "");
    const missing = await run(["doctor", "--config", bare, "--data-dir", folder]);
    assert.equal(missing.status, 1, "a desk without a name isn't ready");
    assert.ok((missing.out + missing.err).includes("desk"), missing.out + missing.err);
  });
}

test("an hour is told in the desk's own time: four hours ahead of London, three of Paris in winter", async () => {
  const [bretagne, reunion] = await Promise.all(REGIONS.map(configured));
  const hours = [];
  for (const { folder, file } of [bretagne, reunion]) {
    const desk = await Desk.start({ command: "serve", folder, args: ["--config", file] });
    try {
      const victim = await person(browser, desk, { viewport: PHONE });
      await steps.report(victim, { need: "screen", fields: { description: "Fichiers chiffrés, rançon, tout est bloqué.", postal_code: "35000", contact_name: "Anne", phone: "02 99 00 00 01" } });
      await Promise.all([victim.waitForURL(/\/t\/[^/]+$/), victim.locator("a.button.primary[href*='/t/']").click()]);
      const first = await victim.locator(".path li .hint").first().innerText();
      // A full hour is told without minutes.
      hours.push(/(\d+)\sh(?:\s(\d+))?/.exec(first).slice(1, 3).map((digits) => Number(digits ?? 0)));
    } finally {
      await desk.stop();
    }
  }
  const apart = (hours[1][0] * 60 + hours[1][1] - hours[0][0] * 60 - hours[0][1] + 1440) % 1440;
  assert.ok(apart >= 180 && apart <= 190, `${apart} minutes`);
});
