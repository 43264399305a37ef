// The main job: somebody is asked, and answers with one press. With JavaScript and without.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerButton, until } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";

/** @type {string} */
let incident;
const it = scene(async ({ server }) => { incident = (await server.incident()).id; });

/** What somebody has said in an incident, by their own word. @param {import("./lib/server.mjs").Person} person @param {string} [of] @returns {Promise<any[]>} */
const facts = async (person, of = incident) => {
  const all = await it.server.api("GET", "/me/export", undefined, { token: person.token });
  return all.statuses.find((/** @type {{ incident: string }} */ s) => s.incident === of)?.facts ?? [];
};
/** How somebody is. @param {import("./lib/server.mjs").Person} person */
const state = async person => {
  const me = await it.server.api("GET", "/me/status", undefined, { token: person.token });
  return me.statuses.find((/** @type {{ incident: string }} */ s) => s.incident === incident)?.state ?? "none";
};
/** @returns {Promise<{ safe: number, need_help: number }>} */
const counts = async () => it.server.api("GET", `/incidents/${incident}/counts`, undefined, { token: await it.server.operator() });

for (const js of [true, false]) {
  const how = js ? "with JavaScript" : "without JavaScript";

  test(`one press answers, ${how}; it can be changed`, async () => {
    const ines = await it.server.person("Inès M.");
    await it.server.join(ines, await it.server.person("Léa T."));
    await it.server.asked(ines, incident);
    const page = await it.browser.page({ js, token: ines.token });
    await page.goto("/");
    assert.equal(await page.locator("h1").count(), 1);
    await answerButton(page, "safe").click();
    await page.waitForURL(`**/i/${incident}/done`);
    assert.equal(await state(ines), "safe");
    await page.getByRole("status").first().waitFor();
    assert.equal(await page.locator(".net.on").count(), 1, "the stem lights up");

    await page.locator(`main a[href='/i/${incident}']`).first().click();
    await page.waitForURL(`**/i/${incident}`);
    assert.equal(await page.locator("main .st.is-safe").count(), 1, "the question says what was answered");
    await answerButton(page, "need_help").click();
    await page.waitForURL(`**/i/${incident}/help**`);
    assert.equal(await state(ines), "need_help");
    const { cases } = await it.server.api("GET", `/incidents/${incident}/help-queue`, undefined, { token: await it.server.operator() });
    assert.ok(cases.some((/** @type {{ name: string }} */ c) => c.name === "Inès M."), "an operator sees the request at once");
    await page.goBack();
    await page.goto(`/i/${incident}`);
    await answerButton(page, "safe").click();
    await page.waitForURL(`**/i/${incident}/done`);
    assert.equal(await state(ines), "safe");
  });

  test(`pressing twice answers once, ${how}`, async () => {
    const ines = await it.server.person("Inès M.");
    await it.server.asked(ines, incident);
    const page = await it.browser.page({ js, token: ines.token });
    await page.goto(`/i/${incident}`);
    await answerButton(page, "safe").dblclick();
    await page.waitForURL(`**/i/${incident}/done`);
    assert.equal((await facts(ines)).length, 1);
    // The same page once more, by the button "back": the same press.
    await page.goBack();
    await answerButton(page, "safe").click();
    await page.waitForURL(`**/i/${incident}/done`);
    assert.ok((await facts(ines)).length <= 2);
    assert.equal(await state(ines), "safe");
  });

  test(`without an account the answer is kept at once, and counts when its contact is proven, ${how}`, async () => {
    const before = await counts();
    const contact = `passer-${js}@example.org`;
    const page = await it.browser.page({ js });
    await page.goto("/");
    await answerButton(page, "safe").click();
    await page.waitForURL(`**/i/${incident}/who`);
    assert.equal((await counts()).safe, before.safe, "it does not count yet");
    // A mistake first: the message stands at its field, what was typed is kept.
    await page.locator("#f-name").fill("Alba R.");
    await page.locator("#f-contact").fill("nobody");
    await page.locator("form:has(#f-contact) button").first().click();
    await page.locator(".fld.err #m-contact").waitFor();
    assert.equal(await page.locator("#f-name").inputValue(), "Alba R.");
    assert.equal(await page.locator("#f-contact").inputValue(), "nobody");
    await page.locator("#f-contact").fill(contact);
    await page.locator("form:has(#f-contact) button").first().click();
    await page.waitForURL("**/prove/**");

    const desk = await it.browser.page({ wide: true });
    await desk.goto(await it.server.link());
    await desk.locator("main form button").click();
    await desk.goto("/console/proofs");
    const code = (await desk.locator("li", { hasText: "p…" }).first().locator(".code").innerText()).replace(/\D/g, "");
    assert.match(code, /^\d{6}$/);
    await page.locator("#f-code").fill(code === "000000" ? "111111" : "000000");
    await page.locator("form:has(#f-code) button").first().click();
    await page.locator("#m-code").waitFor();
    await page.locator("#f-code").fill(code);
    await page.locator("form:has(#f-code) button").first().click();
    await page.waitForURL(url => !url.pathname.startsWith("/prove"));
    await until(async () => (await counts()).safe === before.safe + 1, "it counts");
    await page.goto("/me");
    assert.match(await page.locator("main").innerText(), /Alba R\./);
    assert.match(await page.locator("main").innerText(), new RegExp(contact));
  });

  test(`"I need help" adds to itself step by step, numbers first, ${how}`, async () => {
    const nora = await it.server.person("Nora L.");
    await it.server.asked(nora, incident);
    const page = await it.browser.page({ js, token: nora.token });
    await page.goto(`/i/${incident}`);
    await answerButton(page, "need_help").click();
    await page.waitForURL(`**/i/${incident}/help**`);
    const order = await page.locator("main .call, main form").evaluateAll(all => all.map(e => e.matches(".call") ? "call" : "form"));
    assert.equal(order[0], "call", "the numbers come before any question");
    for (let step = 0; step < 5 && await page.locator("main form:has(button):visible").count(); step += 1) {
      const form = page.locator("main form").first();
      const place = form.locator("input[name=place], textarea[name=place]");
      const people = form.locator("input[name=people]:not([type=radio])");
      if (await place.count()) await place.first().fill("Rue Oberkampf, 2e étage");
      if (await people.count()) await people.first().fill("3");
      const stuck = form.locator("button[value=stuck]");
      const radio = form.locator("label:has(input[value=stuck])");
      if (await radio.count()) await radio.click();
      const now = page.url();
      await (await stuck.count() ? stuck : form.locator("button:not([data-locate])").last()).click();
      await page.waitForURL(url => url.href !== now);
    }
    const { cases } = await it.server.api("GET", `/incidents/${incident}/help-queue`, undefined, { token: await it.server.operator() });
    const mine = cases.find((/** @type {{ name: string }} */ c) => c.name === "Nora L.");
    assert.equal(mine.need, "stuck");
    assert.equal(mine.place, "Rue Oberkampf, 2e étage");
  });

  test(`the languages are links, and the choice stays, ${how}`, async () => {
    const ines = await it.server.person("Inès M.");
    const page = await it.browser.page({ js, lang: "de", token: ines.token });
    await page.goto(`/i/${incident}`);
    const html = page.locator("html");
    assert.equal(await html.getAttribute("lang"), "en", "a language that nobody translated yet gets English");
    for (const [lang, dir] of [["fr", "ltr"], ["ar", "rtl"]]) {
      await page.locator(`#lang a[hreflang=${lang}]`).click();
      await page.waitForURL(`**lang=${lang}`);
      await page.goto(`/i/${incident}`);
      assert.deepEqual([await html.getAttribute("lang"), await html.getAttribute("dir")], [lang, dir]);
    }
    await answerButton(page, "not_there").click();
    await page.waitForURL(`**/i/${incident}/done`);
    assert.equal(await html.getAttribute("dir"), "rtl");
    assert.equal(await state(ines), "not_there");
  });
}

test("a drill says so first on its pages, and never touches a real status", async () => {
  const drill = (await it.server.incident({ drill: true, name: "l’exercice de printemps" })).id;
  const ines = await it.server.person("Inès M.");
  await it.server.asked(ines, drill);
  const page = await it.browser.page({ token: ines.token });
  await page.goto(`/i/${drill}`);
  const first = await page.evaluate(() => [...document.body.children].find(e => !e.matches(".skip"))?.className);
  assert.equal(first, "drill");
  await answerButton(page, "need_help").click();
  await page.waitForURL(`**/i/${drill}/help**`);
  assert.match(await page.locator(".drill").first().innerText(), /EXERCICE/);
  assert.equal((await facts(ines, drill)).length, 1);
  assert.equal(await state(ines), "none");
  await page.goto(`/i/${incident}`);
  assert.equal(await page.locator(".drill").count(), 0);
  assert.equal(await answerButton(page, "safe").count(), 1);
});

test("an answer that cannot leave is kept on the page with its time, and leaves when the network is back", async () => {
  const ines = await it.server.person("Inès M.");
  await it.server.asked(ines, incident);
  it.browser.allow(/ERR_INTERNET_DISCONNECTED|error occurred when fetching the script/);
  const page = await it.browser.page({ token: ines.token });
  await page.goto(`/i/${incident}`);
  await page.context().setOffline(true);
  await answerButton(page, "safe").click();
  await page.locator("main .note", { hasText: "Réponse gardée sur ce téléphone" }).waitFor();
  const pressed = Date.now();
  await page.waitForTimeout(1500);
  await page.context().setOffline(false);
  await page.waitForURL(`**/i/${incident}/done`);
  const [fact] = await facts(ines);
  assert.ok(new Date(fact.at).getTime() <= pressed, "the time is that of the press");
});

test("both answers are in the first look of a phone, and both are reached by the keyboard", async () => {
  const ines = await it.server.person("Inès M.");
  const page = await it.browser.page({ token: ines.token, height: 664 });
  await page.goto(`/i/${incident}`);
  for (const is of /** @type {const} */ (["safe", "need_help"])) {
    const box = await answerButton(page, is).boundingBox();
    assert.ok(box && box.y + box.height <= 664, `${is} ends at ${box && box.y + box.height}`);
    assert.ok(box.height >= 72, `${is} is ${box.height} high`);
  }
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press("Tab");
    if (await answerButton(page, "safe").evaluate(b => b === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/i/${incident}/done`);
  assert.equal(await state(ines), "safe");
});
