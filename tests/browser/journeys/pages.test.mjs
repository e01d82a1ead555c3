// Every page that somebody can reach: no server fault, no accessibility fault, nothing that sticks out, both languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";
import * as steps from "../support/steps.mjs";

let desk, browser;

before(async () => {
  desk = await Desk.start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Follows every link of the desk from these addresses; one page stands for all of its kind. The gallery shows samples only. */
async function reachable(page, starts, limit = 60) {
  const seen = new Map(), waiting = [...starts];
  while (waiting.length > 0 && seen.size < limit) {
    const path = waiting.shift();
    const kind = path.split("?")[0].replace(/\/(incidents|calls|guides|playbooks|dev\/mail)\/[^/]+/, "/$1/*").replace(/\/providers\/[0-9a-f]{32}/, "/providers/*");
    if (seen.has(kind)) continue;
    const answer = await page.goto(path);
    seen.set(kind, { path, status: answer.status() });
    if (answer.status() !== 200) continue;
    const found = await page.locator("a[href^='/']:not([download])").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    waiting.push(...found.filter((href) => !/^\/(static|dev\/ui|log)/.test(href)).map((href) => href.split("#")[0]));
  }
  return seen;
}

/** Light and dark; the pictures are of the light one, and of the dark one at one width. */
async function inspect(page, starts, who, pictures = true) {
  const pages = await reachable(page, starts);
  assert.ok(pages.size >= starts.length, `${pages.size} pages`);
  const lost = [...pages].filter(([, { status }]) => status !== 200).map(([kind, { status }]) => `${status} ${kind}`);
  assert.deepEqual(lost, [], `links of ${who} that lead nowhere`);
  for (const [kind, { path }] of pages) {
    await page.goto(path);
    await check(page, `${kind} as ${who}`);
    if (pictures) await shots(page, `${who}${kind.replaceAll("/", "-").replaceAll("*", "one")}`);
    await page.emulateMedia({ colorScheme: "dark" });
    await check(page, `${kind} as ${who}, dark`);
    await page.emulateMedia({ colorScheme: "light" });
  }
}

const PUBLIC = ["/report", "/report?need=money", "/report?need=danger", "/report?need=screen", "/sign-in", "/suivi", "/report/resume"];

for (const [lang, tongue] of [["fr-FR", "fr"], ["en-GB", "en"]]) {
  test(`what anybody can reach, ${tongue}`, async () => {
    const page = await person(browser, desk, { lang });
    await page.goto("/report");
    assert.equal(await page.locator("html").getAttribute("lang"), tongue);
    await inspect(page, PUBLIC, "anybody", tongue === "fr");
  });

  test(`what the operator can reach, ${tongue}`, async () => {
    const page = await person(browser, desk, { lang });
    await signIn(page, desk, "operator");
    await inspect(page, ["/queue", "/calls", "/calls/new", "/find?q=menuiserie"], "operator", tongue === "fr");
    await steps.newCall(page);
    await page.keyboard.type("Tous nos fichiers sont chiffrés, on réclame une rançon.");
    await page.locator(".best-title").waitFor();
    await check(page, `call, ${tongue}`);
    await page.emulateMedia({ colorScheme: "dark" });
    await check(page, `call, ${tongue}, dark`);
  });

  test(`what the supervisor can reach, ${tongue}`, async () => {
    const page = await person(browser, desk, { lang });
    await signIn(page, desk, "supervisor");
    await inspect(page, ["/queue", "/dashboard?month=2026-10"], "supervisor", tongue === "fr");
  });
}

test("what the data-protection officer can reach", async () => {
  const page = await person(browser, desk);
  await signIn(page, desk, "dpo");
  await inspect(page, ["/protection"], "dpo");
});

test("a page that isn't there says what to do", async () => {
  const page = await person(browser, desk);
  const answer = await page.goto("/there-is-no-such-page");
  assert.equal(answer.status(), 404);
  await check(page, "not found");
});

test("who isn't signed in comes to the sign-in page, not to a case", async () => {
  const page = await person(browser, desk);
  await page.goto("/queue");
  assert.match(new URL(page.url()).pathname, /^\/sign-in/);
});
