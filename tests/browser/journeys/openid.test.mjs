// Sign-in by the organisation's own provider of identities: a real one, certified, beside the real program.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import Provider from "oidc-provider";
import { check, launch, person, shots, signIn } from "../support/browser.mjs";
import { Desk } from "../support/desk.mjs";

const SECRET = "un secret que personne ne devine";
let desk, browser, folder, issuer, server, people;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The provider: its own pages, its own keys (RS256), addresses told by its page about the person. */
async function serve() {
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "vigie", client_secret: SECRET, redirect_uris: [`${desk.url}/sign-in/openid/back`],
      post_logout_redirect_uris: [`${desk.url}/sign-in`],
    }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
    pkce: { required: () => true },
    cookies: { keys: ["sel"] },
  });
  const { port } = new URL(issuer);
  server = await new Promise((resolve) => {
    const listening = provider.listen(Number(port), "127.0.0.1", () => resolve(listening));
  });
}

async function stop() {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve()));
  server = undefined;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-openid-"));
  await writeFile(join(folder, "secret"), SECRET);
  issuer = `http://127.0.0.1:${await freePort()}`;
  Object.assign(process.env, {
    VIGIE_OPENID__ISSUER: issuer, VIGIE_OPENID__CLIENT_ID: "vigie", VIGIE_OPENID__LABEL: "l’annuaire",
    VIGIE_OPENID__CLIENT_SECRET_PATH: join(folder, "secret"),
  });
  desk = await Desk.start();
  people = {
    "id-ana": { email: desk.account("operator").login, email_verified: true },
    "id-eve": { email: desk.account("supervisor").login, email_verified: false },
    "id-nobody": { email: "personne@ailleurs.example", email_verified: true },
  };
  await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await stop();
  await desk?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** From the sign-in page to the provider, and back as this person. */
async function by(page, id) {
  await page.route("https://fonts.googleapis.com/**", (route) => route.abort());
  await page.goto("/sign-in");
  await Promise.all([page.waitForURL((url) => url.origin === issuer), page.click("text=Se connecter avec l’annuaire")]);
  await page.fill("input[name=login]", id);
  await page.fill("input[name=password]", "peu importe");
  await page.click("button[type=submit]");
  await page.waitForSelector("form[action*='interaction'] button[type=submit]:not(:has-text('Sign-in'))");
  await Promise.all([page.waitForURL((url) => url.origin === desk.url), page.click("button[type=submit]")]);
  // What the provider's own pages ask for is theirs.
  page.strays = [];
}

test("an operator comes in by the provider, and leaves both", async () => {
  const page = await person(browser, desk);
  await page.goto("/sign-in");
  await check(page, "sign-in with a provider");
  await shots(page, "sign-in-openid");
  await by(page, "id-ana");
  assert.equal(new URL(page.url()).pathname, "/queue");
  await check(page, "queue after the provider");
  await page.click(".who-menu summary");
  await Promise.all([page.waitForURL(/\/sign-in\?out=openid/), page.click(".who-menu form[action='/sign-out'] button")]);
  await check(page, "signed out of the desk");
  await shots(page, "sign-in-openid-left");
  await Promise.all([page.waitForURL((url) => url.origin === issuer), page.click("text=La fermer aussi")]);
  assert.match(await page.locator("body").innerText(), /sign-out|Sign-out|sign out/i);
});

test("an address that the provider hasn’t verified opens nothing", async () => {
  const page = await person(browser, desk);
  await by(page, "id-eve");
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  assert.match(await page.locator(".summary").innerText(), /adresse n’est pas vérifiée/);
  await check(page, "sign-in, address not verified");
  await shots(page, "sign-in-openid-unverified");
  await page.goto("/queue");
  assert.match(new URL(page.url()).pathname, /^\/sign-in/);
});

test("who has no account is told whom to ask", async () => {
  const page = await person(browser, desk);
  await by(page, "id-nobody");
  assert.match(await page.locator(".summary").innerText(), /Demandez à votre administrateur/);
});

test("while the provider is away the password opens the desk", async () => {
  await stop();
  const page = await person(browser, desk);
  await page.goto("/sign-in");
  await desk.restart("2026-11-23T09:50");
  await page.goto("/sign-in");
  await page.click("text=Se connecter avec l’annuaire");
  await page.locator(".summary").waitFor();
  assert.match(await page.locator(".summary").innerText(), /ne répond pas/);
  await check(page, "sign-in, provider away");
  await signIn(page, desk, "operator");
  assert.equal(new URL(page.url()).pathname, "/queue");
});
