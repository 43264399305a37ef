// Pages pass through a saturated network: what each may weigh, compressed as it is served.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { none } from "./lib/checks.mjs";
import { scene } from "./lib/scene.mjs";
import { fetched, parts } from "./lib/weight.mjs";
import { header, world } from "./lib/world.mjs";

const KB = 1024;
/** The most that the HTML of a page may weigh, by the beginning of its name; the first that fits counts; a witness gets the list of places with the appeal. @type {[RegExp, number][]} */
const LIMITS = [[/^(question|who|help|other)/, 9], [/^(board|people)/, 12], [/^(doors|live|appeal-witness)/, 14], [/^console/, 20], [/^/, 10]];

/** @type {import("./lib/world.mjs").World} */
let night;
const it = scene(async ({ server, mail }) => { night = await world(server, mail); }, { mails: true });

/** @param {import("./lib/world.mjs").Place} place */
const weigh = async place => {
  const { bytes, coding, body } = await fetched(it.server.url + place.path, header(night.cookies[place.as ?? ""]));
  const html = coding === "br" ? brotliDecompressSync(body).toString() : body.toString();
  return { html, bytes, coding };
};
/** @param {string[]} paths */
const sum = async paths => {
  const all = await Promise.all(paths.map(p => fetched(it.server.url + p)));
  return all.reduce((n, a) => n + a.bytes, 0);
};

test("no page is heavier than its budget", async () => {
  const faults = [];
  for (const place of night.places) {
    const { bytes, coding } = await weigh(place);
    const most = (LIMITS.find(([name]) => name.test(place.name))?.[1] ?? 0) * KB;
    if (coding !== "br") faults.push(`${place.name}: not compressed`);
    if (bytes > most) faults.push(`${place.name}: ${bytes} bytes, ${most} allowed`);
  }
  none(faults);
});

test("the question needs one request, and all that it asks for fits in 14 KB", async t => {
  for (const place of night.places.filter(p => p.answering)) {
    const { html, bytes } = await weigh(place);
    const asked = parts(html);
    assert.deepEqual(asked.styles, [], `${place.name} waits for a style sheet`);
    assert.doesNotMatch(html, /<img|<iframe|url\(/, place.name);
    const all = bytes + await sum([...asked.scripts, ...asked.icons]);
    assert.ok(all <= 14 * KB, `${place.name}: ${all} bytes`);
    t.diagnostic(`${place.name}: HTML ${bytes}, with everything ${all}`);
  }
});

test("a page of fifty people fits", async () => {
  const ines = await it.server.person("Inès");
  const friends = await Promise.all(Array.from({ length: 50 }, (_, n) => it.server.person(`Camille Dupont-${n}`)));
  for (const friend of friends) await it.server.join(ines, friend);
  await Promise.all(friends.filter((_, n) => n % 2).map(f => it.server.answer(f, night.real, "safe", { message: "Tout va bien, je rentre à pied." })));
  const { bytes, status } = await fetched(`${it.server.url}/people`, `rz=${ines.token}`);
  assert.equal(status, 200);
  assert.ok(bytes <= 12 * KB, `${bytes} bytes`);
});

test("own scripts weigh at most 8 KB on a page, the style sheet 6 KB, and both are kept for a year", async t => {
  const scripts = new Set();
  const styles = new Set();
  for (const place of night.places) {
    const asked = parts((await weigh(place)).html);
    const all = await sum(asked.scripts);
    assert.ok(all <= 8 * KB, `${place.name}: ${all} bytes of scripts`);
    asked.scripts.forEach(s => scripts.add(s));
    asked.styles.forEach(s => styles.add(s));
  }
  for (const path of [...scripts, ...styles]) {
    const answer = await fetched(it.server.url + path);
    assert.equal(answer.coding, "br", path);
    assert.match(answer.cached, /max-age=31536000.*immutable/, path);
    t.diagnostic(`${path}: ${answer.bytes}`);
  }
  assert.ok(await sum([...styles]) <= 6 * KB);
});
