// Debian's Firefox, driven by WebDriver BiDi: it has a push client that believes the service it is told of.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { speak } from "./ws.mjs";

/** Where it is, if it is there. */
export const firefox = () => {
  const named = process.env.FIREFOX ? [process.env.FIREFOX] : (process.env.PATH ?? "").split(delimiter).map(p => join(p, "firefox-esr"));
  return named.find(path => { try { accessSync(path, constants.X_OK); return true; } catch { return false; } });
};

/** @param {string} socket where its push service is */
const prefs = socket => ({
  "dom.push.serverURL": socket,
  "dom.push.testing.allowInsecureServerURL": true,
  "dom.push.connection.enabled": true,
  "dom.push.retryBaseInterval": 200,
  // Who runs the tests has said yes once for all; the page still asks by a press.
  "permissions.default.desktop-notification": 1,
  "alerts.useSystemBackend": false,
  "app.update.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage": "about:blank",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.server": "",
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "browser.safebrowsing.downloads.remote.enabled": false,
  "extensions.getAddons.cache.enabled": false,
  "remote.prefs.recommended": false,
});

export class Firefox {
  #next = 0;
  /** @type {Map<number, { done: (it: any) => void, failed: (e: Error) => void }>} */
  #asked = new Map();

  /** @type {import("./ws.mjs").Line | null} */
  #line = null;
  #context = "";

  /** @param {string} home @param {import("node:child_process").ChildProcess} child */
  constructor(home, child) {
    this.home = home;
    this.child = child;
  }

  /** @param {string} socket where its push service is */
  static async start(socket) {
    const home = await mkdtemp(join(tmpdir(), "rhizome-firefox-"));
    const lines = Object.entries(prefs(socket)).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
    await writeFile(join(home, "user.js"), lines.join("\n"));
    const args = ["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"];
    const child = spawn(firefox() ?? "", args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: home, MOZ_HEADLESS: "1" } });
    const it = new Firefox(home, child);
    process.once("exit", () => child.kill("SIGKILL"));
    /** @type {string} */
    const url = await new Promise((done, failed) => {
      const slow = setTimeout(() => failed(new Error("Firefox does not start")), 90_000);
      createInterface(child.stderr).on("line", line => {
        const found = /WebDriver BiDi listening on (\S+)/.exec(line);
        if (found) { clearTimeout(slow); done(found[1] ?? ""); }
      });
      child.once("exit", code => failed(new Error(`Firefox ended with ${code}`)));
    });
    it.#line = await speak(`${url}/session`, message => {
      const asked = it.#asked.get(message.id);
      if (message.type === "success") asked?.done(message.result);
      if (message.type === "error") asked?.failed(new Error(`${message.error}: ${message.message}`));
    });
    await it.ask("session.new", { capabilities: {} });
    const { contexts } = await it.ask("browsingContext.getTree", {});
    it.#context = contexts[0].context;
    return it;
  }

  /** @param {string} method @param {unknown} params @returns {Promise<any>} */
  ask(method, params) {
    const id = this.#next += 1;
    return new Promise((done, failed) => {
      const slow = setTimeout(() => failed(new Error(`${method}: no answer`)), 60_000);
      this.#asked.set(id, { done: it => { clearTimeout(slow); done(it); }, failed });
      this.#line?.send({ id, method, params });
    });
  }
  /** @param {string} url */
  go(url) {
    return this.ask("browsingContext.navigate", { context: this.#context, url, wait: "complete" });
  }
  /** What an expression of the page comes to, as JSON. @param {string} expression @returns {Promise<any>} */
  async look(expression) {
    const asked = { target: { context: this.#context }, awaitPromise: true, expression: `(async () => JSON.stringify(await (${expression})) ?? "null")()` };
    const { result, exceptionDetails } = await this.ask("script.evaluate", asked);
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return JSON.parse(result.value);
  }
  /** Presses the element that this selector finds, as a finger would. @param {string} css */
  async press(css) {
    const { nodes } = await this.ask("browsingContext.locateNodes", { context: this.#context, locator: { type: "css", value: css } });
    const origin = { type: "element", element: { sharedId: nodes[0].sharedId } };
    await this.ask("input.performActions", {
      context: this.#context,
      actions: [{ type: "pointer", id: "finger", actions: [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }],
    });
  }
  async end() {
    this.#line?.close();
    if (this.child.exitCode === null) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGKILL");
      await ended;
    }
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}
