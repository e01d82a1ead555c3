// A desk of a journey's own: the real program on a free port, with a fresh folder that is removed at the end.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const READY = /listening on (http:\/\/\S+)/;
const PATIENCE_MS = 600_000;
/** A Monday morning: what a journey meets doesn’t hang on the hour at which it is run. */
const WORKDAY = "2026-11-23T09:40";

/** The program under test. `tests/run browser` builds it and says where it is. */
export function program() {
  const path = process.env.VIGIE_TEST_BIN;
  if (!path) throw new Error("VIGIE_TEST_BIN is not set: run the journeys by `tests/run browser`");
  return path;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a command of the program to its end. */
export async function run(args, input = "") {
  const child = spawn(program(), args, { stdio: ["pipe", "pipe", "pipe"] });
  let out = "", err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (err += data));
  child.stdin.end(input);
  const status = await new Promise((resolve) => child.on("close", resolve));
  return { status, out, err };
}

export class Desk {
  /** Starts `vigie demo` on a copy of a seeded folder, or `vigie serve` on an empty one. */
  static async start({ command = "demo", folder, at = WORKDAY, args = [], settings = {} } = {}) {
    const desk = new Desk();
    // A browser that is led by a script writes faster than a person.
    desk.settings = { VIGIE_SECURITY__LEAST_FORM_SECONDS: "0", ...settings };
    desk.folder = folder ?? (await mkdtemp(join(tmpdir(), "vigie-journey-")));
    if (command === "demo" && !folder) await desk.#seed();
    await desk.#launch(command, command === "demo" ? ["--at", at, ...args] : args);
    return desk;
  }

  /** The demonstration's past takes a while to live: it is lived once for each build, and copied. */
  async #seed() {
    const { mtimeMs, size } = await stat(program());
    const seed = process.env.VIGIE_TEST_SEED ?? join(tmpdir(), `vigie-seed-${Math.round(mtimeMs)}-${size}`);
    if (!(await stat(seed).catch(() => null))) {
      const first = new Desk();
      first.folder = await mkdtemp(join(tmpdir(), "vigie-seeding-"));
      await first.#launch("demo", ["--at", WORKDAY]);
      first.process.kill("SIGTERM");
      await first.ended;
      await writeFile(join(first.folder, "accounts.txt"), first.output);
      await rename(first.folder, seed);
    }
    await cp(seed, this.folder, { recursive: true });
    this.accounts = await readFile(join(seed, "accounts.txt"), "utf8");
  }

  async #launch(command, args) {
    // The same address after a restart: links that were mailed go on to work.
    const port = this.port ??= await freePort();
    const flags = [command, "--data-dir", this.folder, "--listen", `127.0.0.1:${port}`, ...args];
    this.process = spawn(program(), flags, { cwd: this.folder, env: { ...process.env, ...this.settings }, stdio: ["ignore", "pipe", "pipe"] });
    this.output = "";
    this.ended = new Promise((resolve) => this.process.on("close", resolve));
    const ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`not ready in time:\n${this.output}`)), PATIENCE_MS);
      const read = (data) => {
        this.output += data;
        const found = READY.exec(this.output);
        if (found) {
          clearTimeout(timer);
          resolve(found[1]);
        }
      };
      this.process.stdout.on("data", read);
      this.process.stderr.on("data", read);
      this.ended.then((status) => {
        clearTimeout(timer);
        reject(new Error(`ended with ${status}:\n${this.output}`));
      });
    });
    this.url = await ready;
  }

  /** The address and password of the demonstration's account with this role, as the program prints them. */
  account(role) {
    const line = this.accounts.split("\n").find((text) => text.includes("@") && text.includes(role));
    if (!line) throw new Error(`no account of a ${role} was printed:\n${this.accounts}`);
    const words = line.trim().split(/\s+/);
    const login = words.find((word) => word.includes("@"));
    return { login, password: words.at(-1) };
  }

  /** Ends it in order and starts it again on the same folder at another hour of the demonstration. */
  async restart(at) {
    this.process.kill("SIGTERM");
    await this.ended;
    await this.#launch("demo", ["--at", at]);
  }

  /** Ends it at once, as a power cut would. */
  async kill() {
    this.process.kill("SIGKILL");
    await this.ended;
  }

  /** Ends it in order and removes its folder. */
  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGTERM");
      await this.ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
