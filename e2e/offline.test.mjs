// A phone without network: what was opened can be read and answered, what was pressed leaves once, and nothing personal stays behind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerButton, until } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./lib/server.mjs").Person} Person */

/** @type {string} */
let incident;
const it = scene(async ({ server }) => { incident = (await server.incident()).id; });
/** What a browser says of a network that is not there. */
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|Failed to load resource/;

/** What somebody has said by their own word. @param {Person} person @returns {Promise<any[]>} */
const facts = async person => {
  const all = await it.server.api("GET", "/me/export", undefined, { token: person.token });
  return all.statuses.find((/** @type {{ incident: string }} */ s) => s.incident === incident)?.facts ?? [];
};
/** What others have said of somebody, as one of their circle sees it. @param {Person} of */
const said = async of => (await facts(of)).length;

/** Waits until the worker holds this page. @param {Page} page @param {boolean} [kept] */
const settled = async (page, kept = true) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const holds = (/** @type {string} */ path) =>
    until(() => page.evaluate(async path => Boolean(await caches.match(path, { ignoreVary: true })), path), `the worker holds ${path}`);
  if (kept) await holds(new URL(page.url()).pathname);
  await holds("/offline");
};
/** Everything that this origin keeps on the device. @param {Page} page */
const kept = page => page.evaluate(async () => {
  const pages = [];
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      pages.push(`${name.replace(/(shell|pages).*/, "$1")} ${pathname}`);
      if (!pathname.startsWith("/assets/")) texts.push(await (await cache.match(request))?.text() ?? "");
    }
  }
  /** @type {any[]} */
  const waiting = await new Promise((done, failed) => {
    const asked = indexedDB.open("rhizome", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "id" });
    asked.onerror = failed;
    asked.onsuccess = () => {
      const all = asked.result.transaction("waiting").objectStore("waiting").getAll();
      all.onsuccess = () => { asked.result.close(); done(all.result); };
    };
  });
  return { pages, texts: texts.join("\n"), waiting, local: localStorage.length + sessionStorage.length };
});
/** The card of what waits. @param {Page} page */
const card = page => page.locator("main .note", { has: page.locator("button[value=again]") });

test("the site installs as an app; what waits survives closing the browser", async () => {
  const ines = await it.server.person("Inès M.");
  await it.server.asked(ines, incident);
  const first = await it.browser.owned(ines.token);
  const page = await first.newPage();
  await page.goto(`/i/${incident}`);
  await settled(page);
  const devtools = await first.newCDPSession(page);
  const manifest = await devtools.send("Page.getAppManifest");
  assert.deepEqual(manifest.errors, []);
  const said = JSON.parse(manifest.data ?? "{}");
  assert.deepEqual([said.name, said.start_url, said.scope, said.display, said.lang, said.dir], ["Rhizome", "/", "/", "standalone", "fr", "ltr"]);
  for (const icon of said.icons) assert.equal((await page.request.get(icon.src)).headers()["content-type"], icon.type, icon.src);
  assert.ok(said.icons.some((/** @type {{ purpose: string }} */ i) => i.purpose === "maskable"));
  assert.deepEqual((await devtools.send("Page.getInstallabilityErrors")).installabilityErrors, []);

  await it.server.down("SIGKILL");
  it.browser.allow(CUT);
  try {
    await answerButton(page, "not_there").click();
    await card(page).waitFor();
    await first.close();
  } finally {
    await it.server.up();
  }
  const second = await it.browser.owned(ines.token);
  const back = await second.newPage();
  await back.goto("/people");
  await until(async () => (await facts(ines)).length === 1, "it leaves from the next opening");
  await until(async () => (await kept(back)).waiting.length === 0, "nothing waits");
  await second.close();
});

test("offline: an answer is kept, survives the page, leaves once, and the circle is told once", async () => {
  const [ines, lea] = [await it.server.person("Inès M."), await it.server.person("Léa T.")];
  await it.server.join(ines, lea);
  await it.server.asked(ines, incident);
  it.browser.allow(CUT);
  const stop = new AbortController();
  /** @type {string[]} */
  const told = [];
  const stream = await fetch(`${it.server.url}/api/v1/stream`, { headers: { Authorization: `Bearer ${lea.token}` }, signal: stop.signal });
  const listening = (async () => {
    let text = "";
    for await (const part of /** @type {any} */ (stream.body?.pipeThrough(new TextDecoderStream()))) {
      text += part;
      const whole = text.split("\n\n");
      text = whole.pop() ?? "";
      told.push(...whole.filter(e => e.includes("event: status")));
    }
  })().catch(() => {});

  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto(`/i/${incident}`);
  await settled(page);
  await context.setOffline(true);
  await answerButton(page, "safe").dblclick();
  await card(page).waitFor();
  const pressed = Date.now();
  assert.equal(await card(page).count(), 1, "pressed twice is pressed once");
  assert.match(await card(page).innerText(), /Réponse gardée sur ce téléphone[\s\S]*Je suis en sécurité/);
  await answerButton(page, "safe").click();
  await page.waitForTimeout(500);
  assert.equal((await kept(page)).waiting.length, 1);
  const [waits] = (await kept(page)).waiting;
  assert.doesNotMatch(JSON.stringify(waits), /csrf|Inès/, "nothing of the session, no name");
  await page.close();
  const again = await context.newPage();
  await again.goto(`/i/${incident}`);
  await card(again).waitFor();
  assert.match(await again.locator("main .note").first().innerText(), /Pas de réseau\. Voici cette page telle qu’elle était/);
  assert.equal((await facts(ines)).length, 0);
  await context.setOffline(false);
  await again.locator("main .note.safe", { hasText: "réponse envoyée" }).first().waitFor();
  assert.equal(await card(again).count(), 0);
  const mine = await facts(ines);
  assert.equal(mine.length, 1);
  assert.ok(new Date(mine[0].at).getTime() <= pressed, "the time is that of the press");
  assert.deepEqual((await kept(again)).waiting, []);
  await until(async () => told.length >= 1, "the circle is told");
  await new Promise(later => setTimeout(later, 1000));
  assert.equal(told.length, 1, told.join("\n"));
  stop.abort();
  await listening;
});

test("the server is killed: answers and declarations wait, and leave when it is back", async () => {
  const [ines, karim] = [await it.server.person("Inès M."), await it.server.person("Karim B.")];
  await it.server.join(ines, karim);
  await it.server.asked(ines, incident);
  it.browser.allow(CUT);
  it.browser.allow(/: 50\d/);
  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto("/people");
  await settled(page);
  await page.goto(`/i/${incident}`);
  await settled(page);
  await page.goto(`/i/${incident}/other`);
  await settled(page);
  await it.server.down("SIGKILL");
  try {
    await page.locator("label", { hasText: "Karim B." }).click();
    await page.locator("fieldset", { has: page.locator("[name=how]") }).locator("label").nth(1).click();
    await page.locator("main form button.safe").click();
    await card(page).waitFor();
    assert.match(await card(page).innerText(), /Karim B\./);
    // Another one, from the same page: typed by name.
    await page.locator("main details.q summary").first().click();
    await page.locator("#f-name").fill("Zoé Martin");
    await page.locator("fieldset", { has: page.locator("[name=how]") }).locator("label").nth(0).click();
    await page.locator("main form button.safe").click();
    await page.locator("main .note", { hasText: "Zoé Martin" }).waitFor();
    await page.goto("/people");
    assert.match(await page.locator("main").innerText(), /Karim B\./, "the last board is there");
    assert.match(await page.locator("main .note").first().innerText(), /Voici cette page telle qu’elle était/);
    await page.goto(`/i/${incident}`);
    await answerButton(page, "need_help").click();
    await until(async () => await card(page).count() === 3, "three wait");
    await page.goto("/me/circle");
    assert.match(await page.locator("h1").innerText(), /Cette page n’est pas sur ce téléphone/);
    assert.ok(await page.locator("main .call a").count() >= 3, "the emergency numbers are there");
    await page.close();
  } finally {
    await it.server.up();
  }
  const back = await context.newPage();
  await back.goto("/people");
  await until(async () => (await kept(back)).waiting.length === 0, "nothing waits");
  assert.equal(await said(karim), 1, "Karim was declared safe once");
  const mine = await facts(ines);
  assert.equal(mine.length, 1);
  const { cases } = await it.server.api("GET", `/incidents/${incident}/help-queue`, undefined, { token: await it.server.operator() });
  assert.equal(cases.filter((/** @type {{ name: string }} */ c) => c.name === "Inès M.").length, 1);
});

test("an offer that is written without network leaves once, and waits for its proof", async () => {
  it.browser.allow(CUT);
  const context = await it.browser.reader();
  const page = await context.newPage();
  await page.goto("/doors/offer");
  await settled(page);
  await context.setOffline(true);
  const fill = async () => {
    await page.locator("label", { hasText: /^2$/ }).click();
    await page.locator("#f-near").fill("Parmentier");
    await page.locator("#f-address").fill("12 rue des Tilleuls, Paris 11e");
    await page.locator("#f-name").fill("Inès");
  };
  await fill();
  const open = page.locator("form[data-answer] button.lamp");
  await open.dblclick();
  await card(page).waitFor();
  assert.equal((await kept(page)).waiting.length, 1, "pressed twice is pressed once");
  assert.match(await card(page).innerText(), /Ouvrir ma porte · Inès/);
  await page.close();
  await context.setOffline(false);
  const back = await context.newPage();
  await back.goto("/");
  await until(async () => (await kept(back)).waiting.length === 0, "it left: nothing of the address stays");
  await back.goto("/doors/offer");
  await back.locator("main a[href='/doors/draft']").click();
  assert.match(await back.locator("h1").innerText(), /Il reste à prouver un téléphone ou un e-mail/);
  assert.match(await back.locator("main").innerText(), /2 places, jusqu’à/);
  assert.doesNotMatch((await kept(back)).texts, /Tilleuls/, "the address is in no copy of a page");
});

test("by a one-tap link, without a session: the answer waits for its link, and the page is kept nowhere", async () => {
  const ines = await it.server.person("Inès M.");
  const link = await it.server.asked(ines, incident);
  it.browser.allow(CUT);
  const context = await it.browser.reader();
  const page = await context.newPage();
  await page.goto(link);
  await settled(page, false);
  await context.setOffline(true);
  await answerButton(page, "safe").click();
  await card(page).waitFor();
  const there = await kept(page);
  assert.equal(there.waiting.length, 1);
  assert.ok(!there.pages.some(p => p.includes("/r/")), there.pages.join());
  await page.close();
  await context.setOffline(false);
  const other = await context.newPage();
  await other.goto("/");
  await until(async () => (await facts(ines)).length === 1, "it left");
  await until(async () => (await kept(other)).waiting.length === 0, "nothing of the link stays");
});

test("what is refused says why and what to do, and nothing typed is lost", async () => {
  const ines = await it.server.person("Inès M.");
  it.browser.allow(CUT);
  it.browser.allow(/status of 4\d\d/);
  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto(`/i/${incident}/other`);
  await settled(page);
  await context.setOffline(true);
  await page.locator("#f-name").fill("Zoé");
  await page.locator("#f-contact").fill("nonsense");
  await page.locator("fieldset", { has: page.locator("[name=how]") }).locator("label").first().click();
  await page.locator("main form button.safe").click();
  await card(page).waitFor();
  await page.close();
  await context.setOffline(false);
  const back = await context.newPage();
  await back.goto(`/i/${incident}`);
  const refused = back.locator("main .note.help", { hasText: "Cette réponse n’est pas partie" });
  await refused.waitFor();
  await refused.locator("button[value=again]").click();
  await back.locator("#m-contact").waitFor();
  assert.equal(await back.locator("#f-name").inputValue(), "Zoé");
  assert.equal(await back.locator("#f-contact").inputValue(), "nonsense");

  // Signed out meanwhile: it is not sent as nobody's, and says so; signed in again, it leaves.
  await back.goto(`/i/${incident}`);
  await settled(back);
  await context.setOffline(true);
  await answerButton(back, "safe").click();
  await card(back).waitFor();
  const cookies = await context.cookies();
  await context.clearCookies();
  await context.setOffline(false);
  const signIn = back.locator("main .note.help", { hasText: "Connectez-vous" });
  await signIn.waitFor();
  assert.equal((await facts(ines)).length, 0);
  assert.deepEqual((await kept(back)).pages.filter(p => p.startsWith("rz-pages")), [], "the pages went with the session");
  await context.addCookies(cookies);
  await signIn.locator("button[value=again]").click();
  await until(async () => (await facts(ines)).length === 1, "it leaves for who pressed it");
});

test("an incident that ended meanwhile refuses in words", async () => {
  const ines = await it.server.person("Inès M.");
  const drill = (await it.server.incident({ drill: true, name: "l’exercice" })).id;
  it.browser.allow(CUT);
  it.browser.allow(/status of 4\d\d/);
  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto(`/i/${drill}`);
  await settled(page);
  await context.setOffline(true);
  await answerButton(page, "safe").click();
  await card(page).waitFor();
  const token = await it.server.operator();
  for (const step of ["stand-down", "close"]) await it.server.api("POST", `/incidents/${drill}/${step}`, undefined, { token });
  await context.setOffline(false);
  const refused = page.locator("main .note.help", { hasText: "Cette réponse n’est pas partie" });
  await refused.waitFor();
  await refused.locator("button:not([value])").click();
  await until(async () => (await kept(page)).waiting.length === 0, "it was removed");
});

for (const way of /** @type {const} */ (["sign-out", "erase", "expiry", "another"])) {
  test(`a shared device keeps nothing personal after: ${way}`, async () => {
    const [ines, karim] = [await it.server.person("Inès Marchetti"), await it.server.person("Karim Belkacem")];
    await it.server.join(ines, karim);
    it.browser.allow(CUT);
    const context = await it.browser.reader({ token: ines.token });
    const page = await context.newPage();
    await page.goto("/people");
    await settled(page);
    // The very first page of a browser may come before its worker: then the next one is kept.
    await until(async () => {
      if (/Karim Belkacem/.test((await kept(page)).texts)) return true;
      await page.reload();
      await settled(page);
      return false;
    }, "the page is kept");
    const before = await kept(page);
    assert.doesNotMatch(before.texts, new RegExp(ines.token), "no token");
    page.on("dialog", dialog => dialog.accept());
    if (way === "sign-out") {
      await page.goto("/me");
      await page.locator("form[action='/sign-out'] button").click();
      await page.waitForURL("**/");
    } else if (way === "erase") {
      await page.goto("/me/erase");
      await page.locator("label:has(#f-sure)").click();
      await page.locator("button.help").click();
      await page.locator("[data-forgotten]").waitFor();
    } else if (way === "expiry") {
      await context.clearCookies();
      await page.goto("/people");
      await page.waitForURL("**/sign-in**");
    } else {
      const sam = await it.server.person("Sam K.");
      await context.addCookies([{ name: "rz", value: sam.token, url: it.server.url, httpOnly: true }]);
      await page.goto("/people");
    }
    await until(async () => !/Karim|Inès/.test((await kept(page)).texts), "the copies are gone");
    const after = await kept(page);
    assert.deepEqual(after.waiting, []);
    assert.equal(after.local, 0);
    assert.deepEqual(after.pages.filter(p => p.endsWith("/people")), way === "another" ? ["rz-pages /people"] : []);
    if (way !== "another") {
      await context.setOffline(true);
      // With no worker left, the browser's own page stands there.
      await page.goto("/people").catch(() => {});
      assert.doesNotMatch(await page.locator("body").innerText(), /Karim|Inès/);
    }
  });
}

test("signing out while something waits asks first", async () => {
  const ines = await it.server.person("Inès M.");
  it.browser.allow(CUT);
  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto(`/i/${incident}`);
  await settled(page);
  const me = await context.newPage();
  await me.goto("/me");
  await context.setOffline(true);
  await answerButton(page, "safe").click();
  await card(page).waitFor();
  /** @type {string[]} */
  const asked = [];
  me.on("dialog", dialog => { asked.push(dialog.message()); void dialog.dismiss(); });
  await me.locator("form[action='/sign-out'] button").click();
  await until(async () => asked.length === 1, "it asks");
  assert.match(asked[0] ?? "", /pas encore partie/);
  assert.equal((await kept(page)).waiting.length, 1);
});

test("what must not be kept never is", async () => {
  const ines = await it.server.person("Inès M.");
  const link = await it.server.asked(ines, incident);
  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  for (const path of [link, "/me", "/me/erase", "/sign-in", "/me/circle", `/i/${incident}/done`]) await page.goto(path);
  const desk = await it.browser.reader();
  const staff = await desk.newPage();
  await staff.goto(await it.server.link());
  await staff.locator("main form button").click();
  for (const path of ["/console", `/console/i/${incident}`, "/", `/i/${incident}`]) await staff.goto(path);
  await settled(staff, false);
  await staff.goto("/console");
  const own = (await kept(page)).pages.filter(p => p.startsWith("rz-pages"));
  assert.ok(own.every(p => p === "rz-pages /" || p === `rz-pages /i/${incident}`), own.join());
  assert.deepEqual((await kept(staff)).pages.filter(p => p.startsWith("rz-pages")), []);
});

test("a network that hardly moves: the question is there within three seconds", async t => {
  const ines = await it.server.person("Inès M.");
  const page = await it.browser.page({ token: ines.token });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  // 2G: 450 ms a round trip, 150 kbit/s down, 50 up.
  await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 450, downloadThroughput: 150_000 / 8, uploadThroughput: 50_000 / 8 });
  let bytes = 0;
  let before = 0;
  devtools.on("Network.loadingFinished", event => { bytes += event.encodedDataLength; });
  page.on("request", () => { before += 1; });
  const began = Date.now();
  await page.goto(`/i/${incident}`, { waitUntil: "commit" });
  await answerButton(page, "safe").waitFor();
  const tappable = Date.now() - began;
  const [asked, styles] = [before, await page.locator("link[rel=stylesheet]").count()];
  await page.waitForLoadState("load");
  t.diagnostic(`2G: the answer can be tapped after ${tappable} ms (${asked} requests begun), the page is whole with ${bytes} bytes after ${Date.now() - began} ms`);
  // What holds on any machine: nothing but the page itself stands between the reader and the answer, and it is a second of this network.
  assert.equal(styles, 0);
  assert.ok(bytes < 20 * 1024, `${bytes} bytes`);
  assert.ok(tappable < 3000, `${tappable} ms`);
});

test("a page that is slow to come is read from the device, and says since when", async () => {
  const ines = await it.server.person("Inès M.");
  const context = await it.browser.reader({ token: ines.token });
  const page = await context.newPage();
  await page.goto(`/i/${incident}`);
  await settled(page);
  const goOn = it.server.pause();
  try {
    await page.goto(`/i/${incident}`);
    await page.locator("main .note", { hasText: "Voici cette page telle qu’elle était" }).waitFor();
    assert.equal(await answerButton(page, "safe").count(), 1);
  } finally {
    goOn();
  }
});

test("a message that arrives is shown without a sound, and its press opens its page", async () => {
  const context = await it.browser.reader();
  await context.grantPermissions(["notifications"], { origin: it.server.url });
  const page = await context.newPage();
  await page.goto("/");
  await settled(page);
  const devtools = await context.newCDPSession(page);
  /** @type {Promise<string>} */
  const registered = new Promise(done => devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    const [first] = registrations;
    if (first) done(first.registrationId);
  }));
  await devtools.send("ServiceWorker.enable");
  const data = JSON.stringify({ title: "Une réponse est arrivée", text: "Ouvrez Rhizome", url: "/people", tag: "told", lang: "fr", dir: "ltr" });
  const [worker] = context.serviceWorkers();
  assert.ok(worker);
  // The worker itself tells when the browser has taken the notification. Asking the browser which ones there are does not: who asks while
  // one is on its way makes Chromium forget it.
  await worker.evaluate(() => {
    const own = /** @type {any} */ (self);
    const show = own.registration.showNotification.bind(own.registration);
    own.shown = [];
    own.registration.showNotification = async (/** @type {string} */ title, /** @type {any} */ options) => {
      await show(title, options);
      own.shown.push({ title, body: options.body, silent: options.silent, tag: options.tag, url: options.data });
    };
  });
  await devtools.send("ServiceWorker.deliverPushMessage", { origin: it.server.url, registrationId: await registered, data });
  /** @type {unknown[]} */
  let shown = [];
  await until(async () => {
    shown = await worker.evaluate(() => /** @type {any} */ (self).shown);
    return shown.length > 0;
  }, "the notification is shown");
  assert.deepEqual(shown, [{ title: "Une réponse est arrivée", body: "Ouvrez Rhizome", silent: true, tag: "told", url: "/people" }]);
  // Nobody can press what a desktop shows, so the worker hears the press from the test; a window needs a real one, and is only asked for.
  const pressed = await worker.evaluate(async () => {
    const own = /** @type {any} */ (self);
    const did = { closed: false, opened: /** @type {string[]} */ ([]) };
    own.clients.openWindow = async (/** @type {string} */ url) => { did.opened.push(url); };
    /** @type {Promise<unknown>[]} */
    const work = [];
    const press = Object.assign(new Event("notificationclick"), {
      notification: { data: own.shown[0].url, close: () => { did.closed = true; } },
    });
    Object.defineProperty(press, "waitUntil", { value: (/** @type {Promise<unknown>} */ done) => { work.push(done); } });
    own.dispatchEvent(press);
    await Promise.all(work);
    return did;
  });
  assert.deepEqual(pressed, { closed: true, opened: ["/people"] });
});
