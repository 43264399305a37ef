// Whoever has a page to work on is led to it: nobody types an address on such a night.

import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { none } from "./lib/checks.mjs";
import { scene } from "./lib/scene.mjs";
import { fetched } from "./lib/weight.mjs";
import { header, routes, world } from "./lib/world.mjs";

/** Pages that no page leads to, and where people come from. @type {Record<string, string>} */
const FROM_OUTSIDE = {
  "/in/{token}": "a link that is handed to a member of staff",
  "/join/{token}": "an invitation, handed on by who made it",
  "/joined": "what follows the press on it",
  "/r/{token}/help": "what follows the press on it",
  "/u/{token}": "how messages are stopped, in each of them",
  "/d/{code}": "the paper at a door",
  "/stays/{id}/companion": "a link that the host is written",
  "/prove/{id}": "what follows a contact that was typed",
  "/console/proofs": "a link that stands there while a code waits to be told",
  "/missing/{id}/tribute": "a link that the family is shown once the dead is named",
};
/** What may be looked at by some, and is of use to others only. @type {Record<string, string>} */
const LOOKS_ONLY = {
  "hospital /console/official/{id}/correct": "its domain is not proven: it says nothing yet",
  "hospital /console/lists/matches/{id}": "of another house",
  "city /console/official/{id}/correct": "said by another voice",
  "city /console/lists/matches/{id}": "of another house",
  "staff /console/i/{id}/confirm": "one's own: another confirms it",
  "marc /console/help/{case}": "another has taken it",
};
/** Where each member of staff comes in. */
const STAFF = { verifier: "/console/rumours", city: "/rosters", hospital: "/rosters", moderator: "/console/moderation", manager: "/rosters", staff: "/console", marc: "/console", admin: "/console" };
/** How many pages of a pattern are read: they lead to the same patterns, nearly all; those of the console stand in more states. */
const [SOME, MANY] = [4, 15];

/** @type {import("./lib/world.mjs").World} */
let night;
/** The routes. @type {string[]} */
let all;
const it = scene(async ({ server, mail }) => {
  [night, all] = [await world(server, mail), await routes()];
  // Of a request for help that was taken, its holder is led to its page.
  const token = await server.operator("Claire D.");
  const { cases } = await server.api("GET", `/incidents/${night.real}/help-queue`, undefined, { token });
  await server.api("POST", `/help/${cases[0].id}/take`, undefined, { token: night.cookies.staff?.rz ?? "" });
}, { mails: true });

/** The route of an address: the one with the fewest names in it that fits. @param {string} address */
const route = address => {
  const fits = (/** @type {string} */ r) => new RegExp(`^${r.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(address.split("?")[0] ?? "");
  return all.filter(fits).sort((a, b) => a.split("{").length - b.split("{").length)[0];
};

/** A page as this reader gets it: whether it is there, and where it leads. @param {string} path @param {string} as */
const read = async (path, as) => {
  const { status, body, coding } = await fetched(it.server.url + path, header(night.cookies[as]));
  const html = coding === "br" ? brotliDecompressSync(body).toString() : body.toString();
  const hrefs = [...html.matchAll(/<a\b[^>]*\bhref="([^"#]+)/g)].map(m => (m[1] ?? "").replaceAll("&amp;", "&"));
  const own = hrefs.map(h => new URL(h, it.server.url + path)).filter(u => u.origin === it.server.url);
  return { status, leads: own.map(u => u.pathname + u.search) };
};

/** Goes wherever links lead this reader: to which routes they led from another, and which of them refused. @param {string} as @param {string[]} from @param {number} most */
const walk = async (as, from, most) => {
  const ahead = [...from];
  const [asked, led, faults] = [new Set(ahead), new Set(), /** @type {string[]} */ ([])];
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    const here = route(next);
    if (!here || (seen.get(here) ?? 0) >= most) continue;
    seen.set(here, (seen.get(here) ?? 0) + 1);
    const { status, leads } = await read(next, as);
    if (status >= 400 && !from.includes(next)) faults.push(`${as}: a link to ${here} answers ${status}`);
    for (const to of leads) {
      if (route(to) !== here) led.add(route(to));
      if (!asked.has(to)) ahead.push(to);
      asked.add(to);
    }
  }
  return { led, seen, faults };
};

test("every page is where another page leads", async () => {
  const led = new Set();
  for (const as of new Set(night.places.map(p => p.as ?? ""))) {
    const found = await walk(as, ["/", ...night.places.filter(p => (p.as ?? "") === as).map(p => p.path)], as in STAFF ? MANY : SOME);
    found.led.forEach(r => led.add(r));
  }
  none(all.filter(r => !led.has(r) && !(r in FROM_OUTSIDE)).map(r => `${r}: no page leads there`));
  none(Object.keys(FROM_OUTSIDE).filter(r => !all.includes(r) || led.has(r)).map(r => `${r}: needs no exception`));
});

test("staff find every page that is for them from where they come in, and no link refuses them", async () => {
  const faults = [];
  for (const [as, first] of Object.entries(STAFF)) {
    const found = await walk(as, [first], MANY);
    faults.push(...found.faults);
    for (const place of night.places.filter(p => /^\/(console|rosters|doors\/vouch)/.test(p.route) && !p.status)) {
      if (found.seen.has(place.route) || place.route in FROM_OUTSIDE || `${as} ${place.route}` in LOOKS_ONLY) continue;
      if ((await read(place.path, as)).status === 200) faults.push(`${as}: ${place.route} is for them, and nothing leads there`);
    }
  }
  none([...new Set(faults)]);
});
