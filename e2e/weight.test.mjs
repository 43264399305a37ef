// Pages pass through a saturated network: what each may weigh, compressed as it is served.

import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { none } from "./lib/checks.mjs";
import { portrait } from "./lib/picture.mjs";
import { scene } from "./lib/scene.mjs";
import { fetched, parts } from "./lib/weight.mjs";
import { header, proven, world } from "./lib/world.mjs";

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

/** Words that no two posts share: what is written by many compresses less than what one has copied. @param {number} n */
const told = n => {
  const words = ["rue", "pont", "calme", "sirènes", "métro", "lumière", "escalier", "foule", "théâtre", "trottoir", "canal", "voisins", "portail", "radio", "ambulance", "gymnase", "horloge", "marché", "tunnel", "passerelle"];
  return Array.from({ length: 34 }, (_, i) => `${words[(n * 7 + i * (n + 3)) % words.length]} ${(n * 37 + i * 13) % 97}`).join(" ");
};

test("twenty posts with their pictures fit in the first answer, in every language", async t => {
  // So many new people around one place would be asked to work for it.
  const around = ["Voltaire", "Bastille", "République", "Nation"];
  for (let n = 0; n < 20; n += 1) {
    const one = await it.server.person(`Camille Dupont-${n}`);
    await proven(it.server, one, `+3363998${String(2000 + n)}`);
    const headers = { "Content-Type": "image/png", Authorization: `Bearer ${one.token}` };
    const pictures = [];
    for (let i = 0; i < 2; i += 1) {
      const sent = await fetch(`${it.server.url}/api/v1/posts/pictures`, { method: "POST", body: portrait([n * 9, 90 + i * 40, 200 - n * 5]), headers });
      pictures.push({ id: (await sent.json()).id, alt: `Une silhouette devant ${told(n + i).slice(0, 60)}` });
    }
    await it.server.api("POST", "/posts", { text: `${told(n)} #Paris`, pictures, witness: n % 2 === 0, graphic: n % 5 === 0, near: around[n % around.length] }, { token: one.token });
  }
  for (const path of ["/live", `/i/${night.real}/live`, "/tag/paris"]) {
    for (const lang of ["fr", "en", "es", "ar"]) {
      const { bytes, body } = await fetched(it.server.url + path, undefined, lang);
      const html = brotliDecompressSync(body).toString();
      const drawn = { posts: html.split("<article class=\"post").length - 1, pictures: html.split("loading=\"lazy\"").length - 1 };
      assert.ok(drawn.posts === 20 && drawn.pictures >= 38, `${path}: ${JSON.stringify(drawn)}`);
      assert.ok(bytes <= 14 * KB, `${path} in ${lang}: ${bytes} bytes`);
      t.diagnostic(`${path} in ${lang}: ${bytes}`);
    }
  }
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
