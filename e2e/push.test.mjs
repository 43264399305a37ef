// Notifications, with receiving ends that are not ours: Chromium's service worker, and Firefox whole, by a push service of the tests' own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { Firefox, firefox } from "./lib/firefox.mjs";
import { answerButton, until } from "./lib/page.mjs";
import { PushService, keys } from "./lib/push.mjs";
import { Server } from "./lib/server.mjs";

/** @typedef {import("./lib/server.mjs").Person} Person */
/** @type {Server} */
let server;
/** @type {PushService} */
let service;
before(async () => {
  service = await PushService.start();
  server = await Server.start(`[outbound]\nallow_private = ["${service.url}"]\n`);
});
after(async () => {
  await server?.end();
  service?.end();
});

/** What became of the notifications of an incident. @param {string} incident */
const counted = async incident => {
  const { campaigns } = await server.api("GET", `/incidents/${incident}/messages`, undefined, { token: await server.operator() });
  return campaigns.at(-1)?.channels.find((/** @type {{ channel: string }} */ c) => c.channel === "push") ?? {};
};

test("Chromium's service worker shows what was sealed for it, without a sound, and says that it arrived", async () => {
  const browser = await Browser.start(server.url);
  try {
    const ines = await server.person("Inès M.");
    const key = keys();
    const endpoint = `${service.url}/chromium`;
    await server.api("POST", "/me/push", { endpoint, keys: key.subscription }, { token: ines.token });
    const incident = await server.incident({ drill: true, name: "l’exercice de printemps" });
    const sent = () => service.asked.find(a => a.path === "/chromium");
    await until(async () => sent() !== undefined, "the message is sent");
    const data = key.open(/** @type {import("./lib/push.mjs").Asked} */ (sent()).body);
    await until(async () => (await counted(incident.id)).sent === 1, "it is noted as sent");

    const context = await browser.reader({ token: ines.token });
    await context.grantPermissions(["notifications"], { origin: server.url });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const registered = new Promise(done => devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const it = registrations.find(r => r.scopeURL.startsWith(server.url));
      if (it) done(it.registrationId);
    }));
    await devtools.send("ServiceWorker.enable");
    await page.goto("/me/messages/push");
    await page.evaluate(async () => { await navigator.serviceWorker.register("/sw.js"); await navigator.serviceWorker.ready; });
    const registrationId = String(await registered);
    await devtools.send("ServiceWorker.deliverPushMessage", { origin: server.url, registrationId, data });
    const shown = () => page.evaluate(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications();
      return all.map(n => ({ title: n.title, body: n.body, silent: n.silent, tag: n.tag, lang: n.lang, url: n.data }));
    });
    await until(async () => (await shown()).length === 1, "the notification is shown");
    const [it] = await shown();
    assert.match(it.title, /^EXERCICE /);
    assert.match(it.body, /l’exercice de printemps/);
    assert.deepEqual([it.silent, it.tag, it.lang], [true, `q-${incident.id}`, "fr"]);
    await until(async () => (await counted(incident.id)).delivered === 1, "it is said to have arrived");

    // A press leads to the question, and one more answers it.
    await page.goto(it.url);
    await answerButton(page, "safe").click();
    await until(async () => (await counted(incident.id)).opened === 1, "it was opened");
    browser.calm();
  } finally {
    await browser.end();
  }
});

test("Firefox subscribes by the button, opens the question and shows it", { skip: firefox() ? false : "Firefox is not installed" }, async () => {
  const browser = await Firefox.start(service.socket);
  try {
    const lea = await server.person("Léa T.");
    const { hostname } = new URL(server.url);
    await browser.ask("storage.setCookie", { cookie: { name: "rz", value: { type: "string", value: lea.token }, domain: hostname, path: "/", httpOnly: true } });
    await browser.go(`${server.url}/me/messages/push`);
    await until(async () => browser.look(`!document.querySelector("[data-push-on]").hidden`), "the button is there");
    await browser.press("[data-push-on]");
    await until(async () => browser.look(`!document.querySelector("[data-push-off]").hidden`), "this device is notified");
    const incident = await server.incident({ drill: true, name: "l’exercice d’été" });
    const shown = () => browser.look(`navigator.serviceWorker.ready.then(r => r.getNotifications()).then(all => all.map(n => ({ title: n.title, body: n.body, silent: n.silent })))`);
    await until(async () => service.acks.length > 0, "Firefox opened the message");
    assert.equal(service.acks[0].code, 100, "and could read it");
    /** @type {{ title: string, body: string, silent: boolean }[]} */
    let all = [];
    await until(async () => (all = await shown()).length === 1, "the notification is shown");
    await until(async () => (await counted(incident.id)).delivered === 1, "it is said to have arrived");
    assert.match(all[0].title, /^EXERCICE /);
    assert.match(all[0].body, /l’exercice d’été/);
    assert.equal(all[0].silent, true);

    // Its push service gives it another address: the service worker tells the server by itself.
    const old = service.asked.at(-1)?.path;
    service.forget();
    await until(async () => {
      await server.api("POST", "/me/push/trial", undefined, { token: lea.token, expect: [202, 409, 429] });
      await new Promise(later => setTimeout(later, 1500));
      return service.acks.length > 1;
    }, "a trial arrives at its new address");
    assert.notEqual(service.asked.at(-1)?.path, old);

    await browser.press("[data-push-off]");
    await until(async () => browser.look(`!document.querySelector("[data-push-on]").hidden`), "this device is notified no more");
    const before = service.asked.length;
    await server.api("POST", "/me/push/trial", undefined, { token: lea.token, expect: 409 });
    assert.equal(service.asked.length, before);
  } finally {
    await browser.end();
  }
});
