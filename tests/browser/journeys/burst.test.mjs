// A power cut in the middle of a burst of reports: what was acknowledged is there, and the trail verifies.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Desk, run } from "../support/desk.mjs";

const CLIENTS = 16;
let desk, token;

before(async () => {
  desk = await Desk.start({ command: "serve" });
  const made = await run(["tokens", "create", "--name", "burst", "--scope", "report", "--scope", "read", "--data-dir", desk.folder]);
  assert.equal(made.status, 0, made.err);
  token = made.out.trim();
});

after(() => desk?.stop());

function post(number) {
  return fetch(`${desk.url}/api/v1/incidents`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": `burst-${number}` },
    body: JSON.stringify({
      organisation: { name: `Atelier ${number}`, postal_code: "12000" },
      contact: { name: `Personne ${number}`, phone: "05 65 00 00 01" },
      description: `Tous nos fichiers sont chiffrés, on nous demande une rançon. Cas ${number}.`,
    }),
  });
}

test("every acknowledged report survives kill -9 and the trail is sound", async () => {
  const acknowledged = [];
  let number = 0, going = true;
  const client = async () => {
    while (going) {
      try {
        const answer = await post(number++);
        if (answer.status === 201) acknowledged.push((await answer.json()).reference);
        else assert.fail(`${answer.status}: ${await answer.text()}`);
      } catch (error) {
        if (going) throw error;
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 20));
  going = false;
  await desk.kill();
  await Promise.all(clients);
  const folder = desk.folder;
  const verified = await run(["audit", "verify", "--data-dir", folder]);
  assert.equal(verified.status, 0, verified.out + verified.err);
  desk = await Desk.start({ command: "serve", folder });
  for (const reference of acknowledged) {
    const answer = await fetch(`${desk.url}/api/v1/incidents/${reference}`, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200, `${reference} was acknowledged and is gone`);
  }
});

test("the same key after the restart answers the same case", async () => {
  const first = await (await post(0)).json();
  const again = await (await post(0)).json();
  assert.equal(first.reference, again.reference);
});
