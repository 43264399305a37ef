// Every page, on a phone and on a desk, at night and by day: what every reader must be able to rely on.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as checks from "./lib/checks.mjs";
import { scene } from "./lib/scene.mjs";
import { header, routes, world } from "./lib/world.mjs";

/** @typedef {import("./lib/world.mjs").Place} Place */
/** @typedef {import("playwright-core").Page} Page */

/** @type {import("./lib/world.mjs").World} */
let night;
const it = scene(async ({ server, mail }) => {
  night = await world(server, mail);
  await visit();
}, { mails: true });

/** What was found, by what was looked for. @type {Map<string, string[]>} */
const found = new Map();
/** @param {string} what @param {Place} place @param {string[]} faults */
const note = (what, place, faults) => {
  found.set(what, [...found.get(what) ?? [], ...faults.map(f => `${place.name}: ${f}`)]);
};

/** Visits each of these pages with the eyes of who may see it.
 * @param {Place[]} places @param {import("./lib/browser.mjs").Reader} reader @param {(page: Page, place: Place, answer: import("playwright-core").Response) => Promise<void>} look */
const each = async (places, reader, look) => {
  for (const as of new Set(places.map(p => p.as ?? ""))) {
    const page = await it.browser.page({ ...reader, cookies: night.cookies[as] });
    for (const place of places.filter(p => (p.as ?? "") === as)) {
      const answer = await page.goto(place.path, { waitUntil: "load" });
      assert.ok(answer);
      const status = place.status ?? 200;
      if (answer.status() !== status) note("they are there", place, [`${answer.status()} instead of ${status} at ${page.url()}`]);
      await look(page, place, answer);
    }
    await page.context().close();
  }
};

/** The same page in the other theme, without asking for it again. @param {Page} page @param {"night" | "day"} theme */
const inTheme = (page, theme) => page.evaluate(t => { document.documentElement.dataset.theme = t; }, theme);

/** As tall as the page: what sticks to the bottom of the window stands at its end, and hides nothing from axe. @param {Page} page */
const stretched = async page => {
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight)) });
  return size;
};

/** @param {Page} page @param {Place} place @param {string} screen */
const colours = async (page, place, screen) => {
  const size = await stretched(page);
  note(`axe finds nothing on ${screen} at night`, place, await checks.access(page));
  await inTheme(page, "day");
  note(`axe finds no lack of contrast on ${screen} by day`, place, await checks.access(page, checks.COLOURS));
  await inTheme(page, "night");
  await page.setViewportSize(size);
};

/** Looks at everything once; the tests say what was found. */
const visit = async () => {
  await each(night.places, { theme: "night" }, async (page, place, answer) => {
    const html = await answer.text();
    note("the HTML is valid", place, checks.markup(html));
    note("the emergency numbers come last in the header", place, /<details class="sos">[^]*tel:17"[^]*tel:112"[^]*sms:114"[^]*<\/details>\s*<\/header>/.test(html) ? [] : ["they are not there"]);
    note("every sentence has words", place, await checks.words(page));
    await colours(page, place, "a phone");
    note("what is pressed is large enough", place, await checks.targets(page));
    note("nothing moves for who asked for stillness", place, await checks.still(page));
    await page.setViewportSize({ width: 390, height: 664 });
    note("the keyboard shows where it is, and nothing lies over it", place, await checks.focus(page, 24));
    await page.emulateMedia({ forcedColors: "active" });
    note("forced colours keep every edge", place, await checks.forced(page));
    await page.emulateMedia({ forcedColors: "none" });
    await page.setViewportSize({ width: 320, height: 640 });
    note("nothing scrolls sideways at 320 px, also with wide spacing", place, await checks.sideways(page));
    await page.setViewportSize({ width: 390, height: 844 });
  });
  await each(night.places, { wide: true, theme: "night" }, async (page, place) => {
    await colours(page, place, "a desk");
    note("what is pressed is large enough", place, await checks.targets(page));
    note("nothing scrolls sideways on a desk", place, await checks.sideways(page));
  });
};

for (const what of [
  "they are there", "axe finds nothing on a phone at night", "axe finds no lack of contrast on a phone by day",
  "axe finds nothing on a desk at night", "axe finds no lack of contrast on a desk by day", "the HTML is valid", "every sentence has words",
  "the emergency numbers come last in the header", "what is pressed is large enough", "nothing moves for who asked for stillness", "the keyboard shows where it is, and nothing lies over it",
  "forced colours keep every edge", "nothing scrolls sideways at 320 px, also with wide spacing", "nothing scrolls sideways on a desk",
]) {
  test(`on every page: ${what}`, () => checks.none(found.get(what) ?? []));
}

test("the list of pages is whole", async () => {
  const listed = new Set(night.places.map(p => p.route));
  checks.none((await routes()).filter(r => !listed.has(r)).map(r => `${r}: no test looks at this page`));
});

test("the checks find what is wrong", async () => {
  const page = await it.browser.page();
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    main.innerHTML = "<button class=tiny>x</button><input><p class=pale>some-missing-key</p><hr class=broad>";
    const [tiny, pale, broad] = /** @type {HTMLElement[]} */ ([...main.querySelectorAll(".tiny, .pale, .broad")]);
    Object.assign(tiny.style, { width: "10px", height: "10px", outline: "none", border: "0", boxShadow: "none", transition: "all 1s" });
    Object.assign(pale.style, { color: "#aaa", background: "#333" });
    broad.style.width = "2000px";
  });
  const faults = (await checks.access(page)).join();
  for (const rule of [/label \(critical\): input/, /color-contrast-enhanced/, /page-has-heading-one/]) assert.match(faults, rule);
  assert.match((await checks.access(page, checks.COLOURS)).join(), /color-contrast-enhanced/);
  assert.match((await checks.targets(page)).join(), /12 × 10/);
  assert.equal((await checks.still(page)).length, 1);
  assert.equal((await checks.words(page)).length, 1);
  assert.match((await checks.sideways(page)).join(), /HR\.broad/);
  assert.match((await checks.focus(page, 12)).join(), /tiny.*no ring/);
  assert.equal((await checks.forced(page)).length, 1);
  assert.match(checks.markup("<!doctype html><html><p>a<p id=a></p><b id=a></html>").join(), /no-dup-id/);
});

test("the system's choice of day or night is followed, and of more contrast", async () => {
  const grounds = new Set();
  for (const colorScheme of /** @type {const} */ (["dark", "light"])) {
    for (const contrast of /** @type {const} */ (["no-preference", "more"])) {
      const page = await it.browser.page({ theme: "auto", options: { colorScheme, contrast } });
      await page.goto("/sign-in");
      checks.none(await checks.access(page, checks.COLOURS));
      grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }
  }
  assert.ok(grounds.size >= 2);
});

for (const lang of ["en", "es", "ar"]) {
  test(`the pages of the answer and of searches in ${lang}`, async () => {
    const places = night.places.filter(p => p.answering || /^(missing|appeal|sought|live|post|write)/.test(p.name));
    const what = `in ${lang}`;
    await each(places, { lang, theme: "night" }, async (page, place, answer) => {
      await stretched(page);
      note(what, place, [...await checks.access(page), ...await checks.words(page), ...checks.markup(await answer.text())]);
      const html = page.locator("html");
      if (await html.getAttribute("lang") !== lang) note(what, place, ["another language"]);
      if ((await html.getAttribute("dir") === "rtl") !== (lang === "ar")) note(what, place, ["the wrong direction"]);
      await page.setViewportSize({ width: 320, height: 640 });
      note(what, place, await checks.sideways(page));
      await page.setViewportSize({ width: 640, height: 844 });
      await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      note(`${what}, twice as large`, place, await checks.sideways(page));
      await page.setViewportSize({ width: 390, height: 844 });
    });
    checks.none([what, `${what}, twice as large`].flatMap(w => found.get(w) ?? []));
  });
}

test("the emergency numbers open without JavaScript", async () => {
  const page = await it.browser.page({ js: false, cookies: night.cookies.ines });
  for (const path of ["/", `/i/${night.real}`, "/people", "/nowhere"]) {
    await page.goto(path);
    await page.locator("header details.sos summary").click();
    const shown = await page.locator("header .sos a:visible b").allInnerTexts();
    assert.deepEqual(shown, ["17", "15", "18", "112", "114"], path);
  }
});

test("no script and no style stands in a page, but the one that its policy names", async () => {
  for (const place of night.places) {
    const headers = { Cookie: header(night.cookies[place.as ?? ""]) };
    const answer = await fetch(it.server.url + place.path, { headers, redirect: "manual" });
    const policy = answer.headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none'; style-src 'self' 'sha256-/, place.name);
    assert.ok(!policy.includes("unsafe"), place.name);
    const html = await answer.text();
    assert.equal(html.match(/<style/g)?.length, 1, place.name);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|\son[a-z]+="|\sstyle="/, place.name);
  }
});
