// The real program, on a free port, with a folder of its own that goes with the test.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The program under test. */
export const BINARY = process.env.RHIZOME ?? resolve(import.meta.dirname, "../../target/debug/rhizome");

/** What an address is asked with. @typedef {{ token?: string, headers?: Record<string, string>, expect?: number | number[] }} Asking */
/** Somebody with a session: its token is a bearer token and the value of the session cookie. @typedef {{ id: string, name: string, token: string }} Person */

/** A polygon around Oberkampf and Bataclan: some 8 km². */
export const ZONE = {
  type: "Polygon",
  coordinates: [[[2.355, 48.850], [2.395, 48.850], [2.395, 48.875], [2.355, 48.875], [2.355, 48.850]]],
};
/** A place in the middle of it. */
export const INSIDE = { lat: 48.863, lon: 2.371 };

/** A port that nobody has now. */
export const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
};

// Whoever ends the tests ends what they started.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.once(signal, () => process.exit(1));

/**
 * Starts the program and waits for the line that it prints when it is ready.
 * @param {string[]} args @param {(line: string) => boolean} ready
 */
export const launch = async (args, ready) => {
  const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, RUST_LOG: "warn" } });
  const gone = () => child.kill("SIGKILL");
  process.once("exit", gone);
  /** @type {string[]} */
  const out = [];
  /** @type {string[]} */
  const err = [];
  createInterface(child.stderr).on("line", line => err.push(line));
  const lines = createInterface(child.stdout);
  await new Promise((done, failed) => {
    const slow = setTimeout(() => failed(new Error(`not ready after 60 s: ${args.join(" ")}\n${err.join("\n")}`)), 60_000);
    child.once("exit", code => failed(new Error(`ended with ${code}: ${args.join(" ")}\n${err.join("\n")}`)));
    lines.on("line", line => {
      out.push(line);
      if (ready(line)) { clearTimeout(slow); done(undefined); }
    });
  });
  child.removeAllListeners("exit");
  const stop = async (/** @type {NodeJS.Signals} */ signal = "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(late);
    process.off("exit", gone);
  };
  return { child, out, err, stop };
};

export class Server {
  /** @type {Awaited<ReturnType<typeof launch>> | null} */
  #running = null;
  /** @type {Map<string, Promise<string>>} */
  #keys = new Map();

  /** @param {string} data @param {number} port */
  constructor(data, port) {
    this.data = data;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** A new server with nobody in it. @param {string} [settings] more of its settings */
  static async start(settings = "") {
    const data = await mkdtemp(join(tmpdir(), "rhizome-e2e-"));
    const server = new Server(data, await freePort());
    await writeFile(join(data, "rhizome.toml"), `public_url = "${server.url}"\n${settings}`);
    await server.up();
    return server;
  }

  async up() {
    const args = ["serve", "--data", this.data, "--listen", `127.0.0.1:${this.port}`, "--config", join(this.data, "rhizome.toml")];
    this.#running = await launch(args, line => line.includes("listening on"));
  }

  /** Stops it and keeps its folder. @param {NodeJS.Signals} [signal] */
  async down(signal) {
    await this.#running?.stop(signal);
    this.#running = null;
  }

  /** Lets it answer nothing, until the function that this gives is called. */
  pause() {
    this.#running?.child.kill("SIGSTOP");
    return () => { this.#running?.child.kill("SIGCONT"); };
  }

  /** Stops it for good. */
  async end() {
    await this.down();
    await rm(this.data, { recursive: true, force: true });
  }

  /** What it wrote to its log. */
  get log() {
    return this.#running?.err.join("\n") ?? "";
  }

  /** A command of the program on this server's folder. @param {string[]} args */
  async cli(...args) {
    const { stdout } = await run(BINARY, [...args, "--data", this.data]);
    return stdout.trim();
  }

  /** The key of somebody who speaks for an institution whose domain is proven. @param {string} name @param {string} domain */
  async institution(name, domain) {
    const key = await this.cli("key", "create", "--role", "institution", "--name", name);
    await this.cli("institution", "add", "--name", name, "--institution", name);
    await this.cli("authority", "add", domain, "--name", name);
    await this.prove(domain);
    return key;
  }

  /** An institution that was added is proven. What proves it is far away (a record of names, or a file that only the owner of port 443 of that domain
   * serves): it is written as if it had been seen, and the running server hears of it with the next that is added. @param {string} domain */
  async prove(domain) {
    const prove = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=20); "
      + "db.execute('UPDATE authority SET proof = 1, proven = 1, checked = 1 WHERE domain = ?', [sys.argv[2]]); db.commit()";
    await run("/usr/bin/python3", ["-c", prove, join(this.data, "rhizome.db"), domain]);
    await this.cli("authority", "add", `www.${domain}`, "--name", `www.${domain}`);
  }

  /** The key of an operator of this name. @param {string} [name] */
  operator(name = "Claire D.") {
    const key = this.#keys.get(name) ?? this.cli("key", "create", "--role", "operator", "--name", name);
    this.#keys.set(name, key);
    return key;
  }

  /** A link that signs a member of staff in, once. @param {string} [name] @param {string} [role] */
  link(name = "Claire D.", role = "operator") {
    return this.cli("operator", "add", name, "--role", role, "--url", this.url);
  }

  /**
   * Asks the API.
   * @param {string} method @param {string} path @param {unknown} [body] @param {Asking} [asking]
   * @returns {Promise<any>}
   */
  async api(method, path, body, { token, headers = {}, expect } = {}) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const fits = expect === undefined ? answer.ok : [expect].flat().includes(answer.status);
    if (!fits) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Registers somebody; with `inside`, they are in the zone. @param {string} name @param {{ inside?: boolean }} [where] @returns {Promise<Person>} */
  async person(name, { inside = true } = {}) {
    const { id, token } = await this.api("POST", "/people", { name });
    if (inside) await this.api("PUT", "/me/position", INSIDE, { token });
    return { id, name, token };
  }

  /** Puts two people into each other's circle. @param {Person} one @param {Person} other */
  async join(one, other) {
    const invitation = await this.invite(one);
    await this.api("POST", `/circle/join/${invitation.token}`, undefined, { token: other.token });
  }

  /** @param {Person} person @returns {Promise<{ token: string, url: string }>} */
  invite(person) {
    return this.api("POST", "/circle/invitations", undefined, { token: person.token });
  }

  /** Drafts an incident. @param {{ drill?: boolean, name?: string }} [kind] @returns {Promise<{ id: string, state: string, drill: boolean }>} */
  async draft({ drill = false, name = "les attaques à Paris" } = {}) {
    const names = { fr: name, en: "the attacks in Paris", es: "los ataques en París", ar: "الهجمات في باريس" };
    return this.api("POST", "/incidents", { kind: "attack", names, zone: ZONE, drill }, { token: await this.operator() });
  }

  /** Opens an incident: everybody inside is asked. @param {{ drill?: boolean, name?: string }} [kind] */
  async incident(kind = {}) {
    const incident = await this.draft(kind);
    const [one, two] = [await this.operator(), await this.operator("Marc L.")];
    await this.api("POST", `/incidents/${incident.id}/activate`, {}, { token: one });
    if (!kind.drill) await this.api("POST", `/incidents/${incident.id}/confirm`, undefined, { token: two });
    return incident;
  }

  /** Waits until this person has been asked, and gives the link that answers. @param {Person} person @param {string} incident @returns {Promise<string>} */
  async asked(person, incident) {
    for (let i = 0; i < 300; i += 1) {
      const { prompts } = await this.api("GET", "/me/prompts", undefined, { token: person.token });
      const found = prompts.find((/** @type {{ incident: string }} */ p) => p.incident === incident);
      if (found) return found.link;
      await new Promise(later => setTimeout(later, 50));
    }
    throw new Error(`${person.name} was never asked`);
  }

  /**
   * Answers over the API. @param {Person} person @param {string} incident @param {"safe" | "need_help" | "not_there"} answer
   * @param {{ message?: string, place?: unknown }} [more]
   */
  answer(person, incident, answer, more = {}) {
    const body = { answer, client_id: crypto.randomUUID(), ...more };
    return this.api("POST", `/incidents/${incident}/check-ins`, body, { token: person.token });
  }

  /** What `one` says of `other`. @param {Person} one @param {Person} other @param {string} incident @param {string} [how] */
  declare(one, other, incident, how = "spoke") {
    return this.api("POST", `/incidents/${incident}/declarations`, { about: { person: other.id }, how }, { token: one.token });
  }
}
