// The end of a kind of mail, by the address that a real mail carries: it asks first, ends that kind and no other, and says how to take it back.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as checks from "./lib/checks.mjs";
import { mailed, stopPath } from "./lib/mail.mjs";
import { scene } from "./lib/scene.mjs";

const ADDRESS = "lucie@example.org";
/** @type {import("./lib/server.mjs").Person} */
let lucie;
/** @type {string} */
let path;
const it = scene(async ({ server, mail }) => {
  lucie = await mailed(server, mail, "Lucie A.", ADDRESS);
  await server.incident();
  path = await stopPath(mail, ADDRESS);
}, { mails: true });

/** Which messages she gets by mail. */
const wanted = async () => {
  const { choices } = await it.server.api("GET", "/me/messages", undefined, { token: lucie.token });
  return choices.filter((/** @type {any} */ c) => c.channel === "email" && c.wanted).map((/** @type {any} */ c) => c.kind);
};

test("looking ends nothing; one press ends this kind of mail and no other, without an account or a script", async () => {
  const page = await it.browser.page({ js: false });
  const before = await wanted();
  assert.ok(before.includes("ask"));
  const answer = await page.goto(path);
  assert.equal(answer?.headers()["cache-control"], "private, no-store");
  assert.match(await page.locator("h1").innerText(), /Allez-vous bien/);
  assert.doesNotMatch(await page.locator("body").innerText(), /Lucie|example\.org/, "it says nothing of whose it is");
  assert.deepEqual(await wanted(), before);
  await page.locator("main form button").click();
  await page.locator("main [role=status]").waitFor();
  assert.deepEqual(await wanted(), before.filter((/** @type {string} */ kind) => kind !== "ask"));
  // Whoever is not signed in is led to where it can be taken back.
  await page.locator("main a.b").click();
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  const own = await it.browser.page({ token: lucie.token });
  await own.goto(path);
  await own.locator("main form button").click();
  await own.locator("main a.b").click();
  assert.equal(new URL(own.url()).pathname, "/me/messages");
  assert.equal(await own.locator("input[name=ask-email]").isChecked(), false);
  await own.locator("label", { has: own.locator("input[name=ask-email]") }).click();
  await own.locator("main form[action='/me/messages'] button").last().click();
  assert.deepEqual((await wanted()).sort(), before.sort(), "and took it back");
});

for (const lang of ["fr", "en", "es", "ar"]) {
  test(`what it asks and what it did, in ${lang}, by day and at night, on a phone and on a desk`, async () => {
    for (const wide of [false, true]) {
      for (const theme of /** @type {const} */ (["day", "night"])) {
        const page = await it.browser.page({ lang, theme, wide });
        for (const done of [false, true]) {
          await page.goto(path);
          if (done) {
            await page.locator("main form button").click();
            await page.locator("main [role=status]").waitFor();
          }
          checks.none([...await checks.access(page), ...await checks.access(page, checks.COLOURS), ...await checks.words(page), ...await checks.targets(page), ...await checks.sideways(page)]);
          const html = page.locator("html");
          assert.deepEqual([await html.getAttribute("lang"), await html.getAttribute("dir")], [lang, lang === "ar" ? "rtl" : "ltr"]);
          if (process.env.SHOTS) await page.screenshot({ path: `shots/stop-${done ? "done" : "asks"}-${lang}-${wide ? "desk" : "phone"}-${theme}.png` });
        }
        await page.context().close();
      }
    }
  });
}
