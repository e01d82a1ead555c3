// Mail as it arrives: the files that the demonstration keeps, read by their own rules and not by the desk's.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** All mail of a desk, oldest first: who it is to, its subject, its plain text and the links in it. */
export async function allMail(desk) {
  const folder = join(desk.folder, "mail");
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".eml")).sort();
  return Promise.all(names.map(async (name) => read(await readFile(join(folder, name)))));
}

/** Waits until mail that `matches` has arrived, and gives all of it. */
export async function mailThat(desk, matches, { atLeast = 1, patienceMs = 60_000 } = {}) {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = (await allMail(desk)).filter(matches);
    if (found.length >= atLeast) return found;
    if (Date.now() > until) throw new Error(`only ${found.length} of ${atLeast} mails arrived`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function read(bytes) {
  const whole = split(bytes.toString("latin1"));
  const boundary = /boundary="?([^";\r\n]+)/i.exec(whole.headers["content-type"] ?? "")?.[1];
  const parts = boundary ? whole.body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.trimStart())) : [whole];
  const plain = parts.find(({ headers }) => /text\/plain/i.test(headers["content-type"] ?? "text/plain")) ?? whole;
  const text = decoded(plain);
  return {
    to: whole.headers.to ?? "",
    subject: words(whole.headers.subject ?? ""),
    text,
    links: text.match(/https?:\/\/[^\s>)]+/g) ?? [],
  };
}

function split(raw) {
  const at = raw.search(/\r?\n\r?\n/);
  const head = raw.slice(0, at).replace(/\r?\n[ \t]+/g, " ");
  const headers = {};
  for (const line of head.split(/\r?\n/)) {
    const [name, ...rest] = line.split(":");
    headers[name.toLowerCase()] = rest.join(":").trim();
  }
  return { headers, body: raw.slice(at).replace(/^(\r?\n){2}/, "") };
}

function decoded({ headers, body }) {
  const how = (headers["content-transfer-encoding"] ?? "").toLowerCase();
  if (how === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (how === "quoted-printable") return quoted(body.replace(/=\r?\n/g, ""));
  return Buffer.from(body, "latin1").toString("utf8");
}

function quoted(text) {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** RFC 2047 words of a header. */
function words(header) {
  return header.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, text) =>
    how.toLowerCase() === "b" ? Buffer.from(text, "base64").toString("utf8") : quoted(text.replace(/_/g, " ")));
}
