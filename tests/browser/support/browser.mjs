// One headless Chromium for a file of journeys, and what every page is checked for.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OUTPUT = join(process.env.VIGIE_TEST_OUTPUT ?? "../../test-output", "screenshots");
mkdirSync(OUTPUT, { recursive: true });

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** A browser without a network of its own: it knows the desk and nothing else. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.VIGIE_TEST_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

/** A person: cookies and a page of her own. Requests to anywhere but the desk are recorded as `strays`. */
export async function person(browser, desk, { viewport = DESKTOP, javaScript = true, lang = "fr-FR" } = {}) {
  const context = await browser.newContext({
    baseURL: desk.url,
    viewport,
    javaScriptEnabled: javaScript,
    locale: lang,
    timezoneId: "Europe/Paris",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.isScripted = javaScript;
  page.strays = [];
  page.faults = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== desk.url) page.strays.push(request.url());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) page.faults.push(`${response.status()} ${response.url()}`);
  });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  return page;
}

/** Signs in as the demonstration's account of this role. */
export async function signIn(page, desk, role) {
  const { login, password } = desk.account(role);
  await page.goto("/sign-in");
  await page.fill("#login", login);
  await page.fill("#password", password);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/sign-in")), page.click("main button[type=submit]")]);
}

/** No page may fail the automatic rules for accessibility, ask elsewhere for anything, or hide a fault. */
export async function check(page, name) {
  assert.deepEqual(page.strays, [], `${name} asks elsewhere`);
  assert.deepEqual(page.faults, [], `${name} has faults`);
  const found = await violations(page);
  assert.deepEqual(found, [], `${name} fails accessibility rules:\n${found.join("\n")}`);
}

async function violations(page) {
  // Where scripts are switched off, axe can't run either: the same bytes are looked at by a twin that may.
  const twin = page.isScripted ? page : await twinOf(page);
  await twin.evaluate(AXE);
  const found = await twin.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { runOnly: rules });
    return violations.map((one) => `${one.id}: ${one.help} — ${one.nodes.map((node) => node.target.join(" ")).join(" | ")}`);
  }, RULES);
  if (twin !== page) await twin.context().close();
  return found;
}

async function twinOf(page) {
  const [url, body] = [page.url(), await page.content()];
  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), reducedMotion: "reduce" });
  const twin = await context.newPage();
  await twin.route(url, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await twin.goto(url);
  return twin;
}

/** Nothing may stick out sideways. */
export async function assertFits(page, name) {
  const over = await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth).catch(() => 0);
  assert.ok(over <= 0, `${name} is ${over} px wider than the screen`);
}

/** Pictures of a page at the three widths. */
export async function shots(page, name) {
  const before = page.viewportSize();
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await assertFits(page, `${name} at ${width}`);
    await page.screenshot({ path: join(OUTPUT, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}
