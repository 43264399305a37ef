// A zone is drawn on the map: by mouse, by touch, by keyboard, and without script by the forms beside it.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as checks from "./lib/checks.mjs";
import { until } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";
import { staffCookie } from "./lib/world.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {string} */
let cookie;
const it = scene(async ({ server }) => { cookie = await staffCookie(server, "Claire D."); });

/** The form of the zone of a new draft. @param {import("./lib/browser.mjs").Reader} [reader] */
const form = async reader => {
  const { id } = await it.server.draft({ drill: true });
  const page = await it.browser.page({ wide: true, cookies: { rz: cookie }, ...reader });
  await page.goto(`/console/i/${id}/zone`);
  return { page, id };
};
/** @param {Page} page @returns {Promise<number[][]>} the corners that the form would send */
const ring = async page => {
  const text = await page.locator("#f-zone").inputValue();
  return text ? JSON.parse(text).coordinates[0].slice(0, -1) : [];
};
/** Without the spaces that do not break. @param {string | null} text */
const plain = text => (text ?? "").replace(/[\u00a0\u202f]/g, " ");
/** @param {Page} page @param {RegExp} words */
const says = (page, words) => until(async () => words.test(plain(await page.locator("#draw-says").innerText())), `the map says ${words}`);
/** @param {Page} page @param {string} act */
const press = (page, act) => page.locator(`#draw-tools [data-do=${act}]`).click();
/** A place on the map, in parts of its width and height. @param {Page} page @param {number} x @param {number} y */
const spot = async (page, x, y) => {
  await page.locator("#draw").scrollIntoViewIfNeeded();
  const box = await page.locator("#draw").boundingBox();
  assert.ok(box);
  return /** @type {const} */ ([box.x + box.width * x, box.y + box.height * y]);
};
/** The zone that is kept. @param {string} id */
const kept = async id => (await it.server.api("GET", `/incidents/${id}`, undefined, { token: await it.server.operator() })).zone.coordinates[0];

test("a zone is drawn with the mouse, counted and kept", async () => {
  await it.server.person("Inès M.");
  const { page, id } = await form();
  assert.equal((await ring(page)).length, 4);
  await says(page, /4 points, 8,2 km²/);
  await press(page, "anew");
  await says(page, /Aucune zone/);
  for (const [x, y] of [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7]]) await page.mouse.click(...await spot(page, x, y));
  await says(page, /3 points/);
  await page.mouse.click(...await spot(page, 0.3, 0.7));
  assert.equal((await ring(page)).length, 4);
  await says(page, /^Zone : 4 points, [\d,]+ km²\.$/);

  // A point is dragged over to the other side: the outline crosses itself, and that is said.
  await page.mouse.move(...await spot(page, 0.3, 0.3));
  await page.mouse.down();
  await page.mouse.move(...await spot(page, 0.5, 0.5), { steps: 4 });
  await page.mouse.move(...await spot(page, 0.9, 0.55), { steps: 4 });
  await page.mouse.up();
  await says(page, /se croise/);
  await press(page, "remove");
  await says(page, /3 points/);
  await page.mouse.click(...await spot(page, 0.3, 0.3));
  await says(page, /4 points/);

  // The map is moved and enlarged; the zone stays where it is on Earth.
  const before = await ring(page);
  await page.mouse.move(...await spot(page, 0.15, 0.15));
  await page.mouse.down();
  await page.mouse.move(...await spot(page, 0.3, 0.3), { steps: 4 });
  await page.mouse.up();
  await press(page, "in");
  await press(page, "west");
  assert.deepEqual(await ring(page), before);

  await page.locator("button[name=do][value=count]").click();
  await page.locator("#counted").waitFor();
  assert.match(plain(await page.locator("#counted").innerText()), /1 personne dans cette zone/);
  assert.deepEqual(await ring(page), before, "what was drawn is still there");
  checks.none(await checks.access(page));
  await page.locator("button[name=do][value=keep]").click();
  await page.waitForURL(`**/console/i/${id}`);
  assert.deepEqual((await kept(id)).slice(0, -1), before);
});

test("a zone is drawn with the keyboard alone", async () => {
  const { page, id } = await form();
  /** Goes on with Tab until the focus is on what fits. @param {string} css */
  const tabTo = async css => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(c => document.activeElement?.matches(c), css)) return;
    }
    assert.fail(`the keyboard does not reach ${css}`);
  };
  const label = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "").then(plain);
  await tabTo("#draw");
  assert.match(await label(), /^Carte de la zone\. Zone : 4 points/);
  await tabTo("[data-i='1']");
  const at = await label();
  assert.match(at, /^Point 2, latitude 48,850, longitude 2,395$/);
  const [, second] = await ring(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  const moved = (await ring(page))[1];
  assert.ok(moved[0] > second[0] && moved[1] < second[1]);
  assert.notEqual(await label(), at, "where it is now is said");
  await page.keyboard.press("Shift+ArrowLeft");
  assert.ok((await ring(page))[1][0] < moved[0] && (await ring(page))[1][0] > second[0], "finely with Shift");
  await page.keyboard.press("Delete");
  assert.equal((await ring(page)).length, 3);
  assert.match(await label(), /^Point 2,/, "the focus is on the next point");
  await page.keyboard.press("Delete");
  await says(page, /au moins trois points/);
  assert.equal(await page.locator("#f-zone").inputValue(), "", "what is no zone is not sent");
  await tabTo("[data-do=add]");
  await page.keyboard.press("Enter");
  assert.match(await label(), /^Point 3,/, "the new point has the focus");
  await says(page, /3 points/);
  checks.none(await checks.access(page));
  await tabTo("button[name=do][value=keep]");
  const drawn = await ring(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/console/i/${id}`);
  assert.deepEqual((await kept(id)).slice(0, -1), drawn);
});

test("a zone is drawn by touch, and what the outline lacks is said", async () => {
  const { page } = await form({ wide: false, options: { hasTouch: true } });
  await press(page, "anew");
  for (const _ of [1, 2, 3]) await press(page, "in");
  for (const [x, y] of [[0.4, 0.4], [0.6, 0.4], [0.5, 0.6]]) await page.touchscreen.tap(...await spot(page, x, y));
  await says(page, /au moins 0,5/);
  await press(page, "out");
  await press(page, "out");
  await press(page, "out");
  await page.locator("#f-zone").fill(JSON.stringify({ type: "Polygon", coordinates: [[[-4, 44], [8, 44], [8, 50], [-4, 50], [-4, 44]]] }));
  await page.locator("#f-radius").focus();
  await says(page, /au plus 2 000/);
  // A centre gives way to what is drawn.
  await page.locator("#f-place").selectOption({ label: "Bastille" });
  await page.locator("#f-radius").fill("2");
  await press(page, "anew");
  assert.equal(await page.locator("#f-radius").inputValue() + await page.locator("#f-place").inputValue(), "");
  checks.none(await checks.access(page));
});

test("a centre takes the place of the outline, and is shown on the map", async () => {
  const { page } = await form();
  await page.locator("#f-place").selectOption({ label: "Voltaire" });
  await page.locator("#f-radius").fill("2");
  await page.locator("button[name=do][value=count]").click();
  await page.locator("#counted").waitFor();
  assert.match(plain(await page.locator("#counted").innerText()), /12,6 km²/);
  assert.equal(await page.locator("#f-zone").inputValue(), "");
  assert.equal(await page.locator("#draw .m-zone").count(), 1);
  await says(page, /48 points, 12,6 km²/);
  await page.mouse.click(...await spot(page, 0.5, 0.5));
  assert.equal(await page.locator("#draw-was .m-zone").count(), 0, "what is drawn takes its place again");
  assert.equal(await page.locator("#f-radius").inputValue(), "");
});

test("an outline that the map cannot move stays as it is", async () => {
  const { page } = await form();
  const two = { type: "MultiPolygon", coordinates: [[[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]], [[[2.5, 48.8], [2.6, 48.8], [2.6, 48.9], [2.5, 48.8]]]] };
  await page.locator("#f-zone").fill(JSON.stringify(two));
  await page.locator("button[name=do][value=count]").click();
  await page.locator("#counted").waitFor();
  await says(page, /plusieurs parties/);
  assert.equal(await page.locator("#draw .hp").count(), 0);
  assert.deepEqual(JSON.parse(await page.locator("#f-zone").inputValue()), two);
});

for (const theme of /** @type {const} */ (["night", "day"])) {
  test(`right to left the map keeps its directions, ${theme}`, async () => {
    const { page } = await form({ wide: false, lang: "ar", theme });
    // Whoever operates reads a page in one whole language, and none from right to left is whole yet: it is turned by hand.
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.evaluate(() => { document.documentElement.dir = "rtl"; });
    await page.locator("#draw [data-i='0']").focus();
    const [first] = await ring(page);
    await page.keyboard.press("ArrowRight");
    assert.ok((await ring(page))[0][0] > first[0], "right is east");
    const faults = [...await checks.access(page), ...await checks.targets(page)];
    await page.setViewportSize({ width: 320, height: 640 });
    checks.none([...faults, ...await checks.sideways(page)]);
  });
}

test("without JavaScript the map is shown and a known place is the centre", async () => {
  const { page, id } = await form({ js: false });
  assert.match(plain(await page.locator("#draw").getAttribute("aria-label")), /Zone : 4 points, 8,2 km²/);
  assert.equal(await page.locator("#draw-tools").isVisible(), false);
  await page.locator("#points summary").click();
  assert.match(plain(await page.locator("#draw-points").innerText()), /Point 1, latitude 48,850, longitude 2,355/);
  await page.locator("#f-zone").fill("");
  await page.locator("#f-place").selectOption({ label: "Bastille" });
  await page.locator("#f-radius").fill("0,1");
  await page.locator("button[name=do][value=count]").click();
  assert.match(plain(await page.locator("#m-radius").innerText()), /0,5/, "what is wrong stands at its field");
  await page.locator("#f-radius").fill("2");
  await page.locator("button[name=do][value=count]").click();
  assert.match(plain(await page.locator("#counted").innerText()), /12,6 km²/);
  assert.equal(await page.locator("#draw-was .m-was").getAttribute("d") !== "", true, "the zone as it stands is shown too");
  await page.locator("button[name=do][value=keep]").click();
  await page.waitForURL(`**/console/i/${id}`);
  assert.equal((await kept(id)).length, 49);
});
