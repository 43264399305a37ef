// The operator's journey: in by a link, a zone, a dry-run, activation, numbers, a request for help, the end.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./lib/scene.mjs";

const it = scene();

/** Signs an operator in by the button of a one-time link. @param {import("./lib/browser.mjs").Reader} [reader] @param {string} [name] */
const operator = async (reader, name = "Claire D.") => {
  const page = await it.browser.page({ wide: true, ...reader });
  await page.goto(await it.server.link(name));
  await page.locator("main form button").click();
  await page.waitForURL("**/console");
  return page;
};

test("a one-time link signs in by its button, once", async () => {
  const link = await it.server.link();
  const page = await it.browser.page();
  await page.goto(link);
  await page.reload();
  assert.match(await page.locator("h1, main").first().innerText(), /Claire D\./, "opening it uses nothing up");
  assert.deepEqual((await page.context().cookies()).filter(c => c.name.endsWith("rz")), []);
  await page.locator("main form button").click();
  await page.waitForURL("**/console");
  const session = (await page.context().cookies()).find(c => c.name.endsWith("rz"));
  assert.ok(session?.httpOnly && session.sameSite === "Lax");
  const other = await it.browser.page();
  const answer = await other.goto(link);
  assert.equal(answer?.status(), 410);
});

test("a request for help is taken and closed with the keyboard alone", async () => {
  const nora = await it.server.person("Nora L.");
  const { id } = await it.server.incident();
  await it.server.asked(nora, id);
  const page = await it.browser.page({ wide: true });
  await page.goto(await it.server.link());
  /** Goes on with Tab until the focus is on what fits. @param {string} css */
  const tabTo = async css => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(c => document.activeElement?.matches(c), css)) return;
    }
    assert.fail(`the keyboard does not reach ${css}`);
  };
  await tabTo("main form button");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/console");
  await tabTo(`main a[href='/console/i/${id}']`);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/console/i/${id}`);

  await it.server.answer(nora, id, "need_help", { place: "Rue Oberkampf, 2e étage" });
  // The new request is announced; the list does not move under the reader.
  await page.locator("#fresh a").waitFor();
  assert.equal(await page.locator("#queue tbody tr").count(), 0);
  await tabTo("#fresh a");
  await page.keyboard.press("Enter");
  await page.locator("#queue tbody tr").waitFor();
  assert.match(await page.locator("#queue tbody tr").innerText(), /Rue Oberkampf, 2e étage/);
  await tabTo("#queue form[action$='/take'] button");
  await page.keyboard.press("Enter");
  await page.locator("#queue form[action$='/release']").waitFor();

  const other = await operator({}, "Marc L.");
  await other.goto(`/console/i/${id}`);
  assert.match(await other.locator("#queue tbody tr").innerText(), /Claire D\./);
  assert.equal(await other.locator("#queue tbody tr form").count(), 0, "who it is with is shown, not a button");

  await tabTo("#queue a[href^='/console/help/']");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/console/help/*");
  // Without a reason it is not closed, and the page says so at the field.
  await tabTo("form[action$='/close'] button");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "errors");
  await tabTo("input[name=reason]");
  await page.keyboard.press("Space");
  await tabTo("form[action$='/close'] button");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/console/i/${id}**`);
  assert.equal(await page.locator("#queue form[action$='/take'], #queue form[action$='/release']").count(), 0);
  assert.match(await page.locator("#journal").innerText(), /Claire D\./);
});

test("two operators who press at the same time: one has it, the other is told", async () => {
  const omar = await it.server.person("Omar D.");
  const { id } = await it.server.incident();
  await it.server.asked(omar, id);
  await it.server.answer(omar, id, "need_help");
  const [one, two] = [await operator({ js: false }), await operator({ js: false }, "Marc L.")];
  for (const page of [one, two]) await page.goto(`/console/i/${id}`);
  await one.locator("#queue form[action$='/take'] button").click();
  await one.locator("#queue form[action$='/release']").waitFor();
  await two.locator("#queue form[action$='/take'] button").click();
  await two.locator("#errors").waitFor();
  assert.equal(await two.locator("#queue form[action$='/take']").count(), 0);
});

test("the numbers follow without reload, and without JavaScript by the link", async () => {
  const [lea, sam] = [await it.server.person("Léa T."), await it.server.person("Sam K.")];
  const { id } = await it.server.incident();
  await it.server.asked(sam, id);
  const live = await operator();
  const plain = await operator({ js: false });
  for (const page of [live, plain]) await page.goto(`/console/i/${id}`);
  const safe = (/** @type {import("playwright-core").Page} */ page) => page.locator("#kpis .kpi", { has: page.locator(".is-safe") }).first().locator(".num");
  assert.equal(await safe(live).innerText(), "0");
  await live.evaluate(() => { document.body.dataset.same = "yes"; });
  await it.server.answer(lea, id, "safe");
  await it.server.answer(sam, id, "safe");
  await live.waitForFunction(() => [...document.querySelectorAll("#kpis .kpi")].some(k => k.querySelector(".is-safe") && k.querySelector(".num")?.textContent === "2"));
  assert.equal(await live.evaluate(() => document.body.dataset.same), "yes", "the page was not loaded anew");
  assert.equal(await safe(plain).innerText(), "0");
  await plain.locator(`main a[href='/console/i/${id}']`).click();
  assert.equal(await safe(plain).innerText(), "2");
});
