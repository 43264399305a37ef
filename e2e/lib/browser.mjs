// The browser, and what no page may ever do in it: log an error, break the policy, ask another site.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContext} Context */
/** @typedef {{ js?: boolean, lang?: string, theme?: "night" | "day" | "auto", token?: string, cookies?: Record<string, string>, wide?: boolean, width?: number, height?: number,
 *   options?: import("playwright-core").BrowserContextOptions }} Reader */

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
];

/** The two screens of the design. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 900 };

export class Browser {
  /** @type {string[]} */
  faults = [];
  /** @type {RegExp[]} */
  #allowed = [];

  /** @param {import("playwright-core").Browser} browser @param {string} url @param {string} home */
  constructor(browser, url, home) {
    this.browser = browser;
    this.url = url;
    this.home = home;
  }

  /** A browser with a folder of its own, for the pages at `url`. @param {string} url */
  static async start(url) {
    const home = await mkdtemp(join(tmpdir(), "rhizome-browser-"));
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    // What the browser keeps of itself goes where its own home is.
    const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
    const browser = await chromium.launch({ executablePath, args: FLAGS, env: /** @type {Record<string, string>} */ (env) });
    return new Browser(browser, url, home);
  }

  async end() {
    await this.browser.close();
    await rm(this.home, { recursive: true, force: true });
  }

  /** A fault that this test makes on purpose. @param {RegExp} fault */
  allow(fault) {
    this.#allowed.push(fault);
  }

  /** Fails when a page did what no page may do. */
  calm() {
    const faults = this.faults.filter(f => !this.#allowed.some(a => a.test(f)));
    this.faults = [];
    this.#allowed = [];
    assert.deepEqual(faults, []);
  }

  /** A new reader: cookies, language, screen of their own. @param {Reader} [reader] */
  async reader({ js = true, lang = "fr", theme, token, cookies = {}, wide = false, width, height, options = {} } = {}) {
    const screen = wide ? DESK : PHONE;
    const context = await this.browser.newContext({
      baseURL: this.url,
      javaScriptEnabled: js,
      locale: lang,
      viewport: { width: width ?? screen.width, height: height ?? screen.height },
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(30_000);
    const all = { ...cookies, ...(theme ? { theme } : {}), ...(token ? { rz: token } : {}) };
    await context.addCookies(Object.entries(all).map(([name, value]) => ({ name, value, url: this.url, httpOnly: true })));
    context.on("page", page => this.#watch(page));
    return context;
  }

  /** A reader who keeps their browser: closed and opened again, what it kept is there. Not a stranger as the others are, so that it may install
   * the site. @param {string} token */
  async owned(token) {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    const env = /** @type {Record<string, string>} */ ({ ...process.env, HOME: this.home, XDG_CONFIG_HOME: this.home, XDG_CACHE_HOME: this.home });
    const context = await chromium.launchPersistentContext(join(this.home, "owned"), { executablePath, args: FLAGS, env, baseURL: this.url, locale: "fr", viewport: PHONE, reducedMotion: "reduce" });
    context.setDefaultTimeout(30_000);
    await context.addCookies([{ name: "rz", value: token, url: this.url, httpOnly: true }]);
    context.on("page", page => this.#watch(page));
    return context;
  }

  /** A new reader with one page open. @param {Reader} [reader] */
  async page(reader) {
    return (await this.reader(reader)).newPage();
  }

  /** @param {Page} page */
  #watch(page) {
    const at = () => new URL(page.url(), this.url).pathname;
    page.on("console", message => {
      if (!["error", "warning"].includes(message.type())) return;
      // The browser logs the status of a page that says on purpose that it is not there, or that a form is to be mended.
      const page404 = /status of 4\d\d/.test(message.text()) && message.location().url === page.url();
      if (!page404) this.faults.push(`${at()}: console: ${message.text()}`);
    });
    page.on("pageerror", error => this.faults.push(`${at()}: ${error}`));
    page.on("request", request => {
      const url = request.url();
      if (!url.startsWith(`${this.url}/`) && !/^(data|blob|about):/.test(url)) this.faults.push(`${at()}: asks ${url}`);
    });
    page.on("response", response => {
      if (response.status() >= 500) this.faults.push(`${response.url()}: ${response.status()}`);
    });
  }
}
