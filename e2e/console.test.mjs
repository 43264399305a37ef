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

/** @param {import("playwright-core").Page} page */
const errors = async page => {
  await page.locator("#errors").waitFor();
  return page.locator("#errors").innerText();
};

for (const js of [true, false]) {
  test(`a drill is opened by a centre and a radius, counted, begun, ended, ${js ? "with" : "without"} JavaScript`, async () => {
    const [lea, ana] = [await it.server.person("Léa T."), await it.server.person("Ana P.", { inside: false })];
    const page = await operator({ js });
    await page.locator("main a[href='/console/new']").click();
    // Nothing is chosen for the operator, and what was typed stays.
    await page.locator("#f-name_fr").fill("l’exercice du quartier");
    await page.locator("#f-lat").fill("48,863");
    await page.locator("main form[action='/console/new'] button:not([type=button])").click();
    assert.match(await errors(page), /./);
    for (const name of ["drill", "kind", "lon", "radius"]) assert.equal(await page.locator(`#m-${name}`).count(), 1, name);
    assert.equal(await page.locator("#f-name_fr").inputValue(), "l’exercice du quartier");
    assert.equal(await page.locator("#f-lat").inputValue(), "48,863");
    await page.locator("label:has(input[name=drill][value=drill])").click();
    await page.locator("#f-kind").selectOption("flood");
    await page.locator("#f-lon").fill("2,371");
    await page.locator("#f-radius").fill("0,1");
    await page.locator("main form[action='/console/new'] button:not([type=button])").click();
    assert.match(await errors(page), /km²/, "a zone that is too small would locate people");
    await page.locator("#f-radius").fill("1,5");
    await page.locator("main form[action='/console/new'] button:not([type=button])").click();
    await page.waitForURL(/\/console\/i\/[0-9a-f-]+$/);
    const id = page.url().split("/").at(-1) ?? "";
    assert.equal(await page.locator(".drill").count(), 1);
    assert.equal(await page.locator("h1").innerText(), "l’exercice du quartier".replace(/^l/, "L"));

    await page.locator("main a[href$='/zone']").first().click();
    await page.locator("button[name=do][value=count]").click();
    const counted = Number(/\d+/.exec(await page.locator("main .note[role=status]").innerText())?.[0]);
    assert.ok(counted >= 1, "those who are in the zone");
    await page.goto(`/console/i/${id}`);
    await page.locator("main a[href$='/activate']").click();
    await page.waitForURL("**/activate");
    assert.match(await page.locator("main").innerText(), new RegExp(`\\b${counted} personnes?`), "it says first to how many people");
    await page.locator("main form button").click();
    await page.waitForURL(`**/console/i/${id}`);
    await it.server.asked(lea, id);
    const { prompts } = await it.server.api("GET", "/me/prompts", undefined, { token: ana.token });
    assert.ok(!prompts.some((/** @type {{ incident: string }} */ p) => p.incident === id), "who is elsewhere is not asked");
    await it.server.answer(lea, id, "safe");
    await page.goto(`/console/i/${id}`);
    assert.equal(await page.locator("#kpis .kpi", { has: page.locator(".is-safe") }).first().locator(".num").innerText(), "1");
    for (const act of ["stand-down", "close"]) {
      await page.locator(`main a[href$='/${act}']`).click();
      await page.waitForURL(`**/${act}`);
      await page.locator("main form button").click();
      await page.waitForURL(`**/console/i/${id}`);
    }
    const incident = await it.server.api("GET", `/incidents/${id}`);
    assert.equal(incident.state, "closed");
    assert.match(await page.locator("#journal").innerText(), /Claire D\./);
  });
}

test("a zone as GeoJSON: a fault is named at its field, nothing is kept until it is mended", async () => {
  const page = await operator();
  const all = async () => (await it.server.api("GET", "/incidents?drill=true", undefined, { token: await it.server.operator() })).incidents.length;
  const before = await all();
  await page.goto("/console/new");
  await page.locator("label:has(input[name=drill][value=drill])").click();
  await page.locator("#f-kind").selectOption("other");
  await page.locator("#f-kind_other").fill("panne");
  await page.locator("#f-name_fr").fill("la grande panne");
  const zone = page.locator("#f-zone");
  const ring = [[2.355, 48.850], [2.395, 48.875], [2.395, 48.850], [2.355, 48.875], [2.355, 48.850]];
  for (const text of ["not a zone", JSON.stringify({ type: "Polygon", coordinates: [ring] }), JSON.stringify({ type: "Polygon", coordinates: [ring.slice(0, 4)] })]) {
    await zone.fill(text);
    await page.locator("main form[action='/console/new'] button:not([type=button])").click();
    await errors(page);
    await page.waitForFunction(() => document.activeElement?.id === "errors");
    assert.equal(await zone.inputValue(), text);
    assert.equal(await zone.getAttribute("aria-invalid"), "true");
    assert.ok((await page.locator("#m-zone").innerText()).length > 10);
  }
  assert.equal(await all(), before);
  await page.locator("#errors a[href='#f-zone']").click();
  assert.ok(await zone.evaluate(e => e === document.activeElement), "the message leads to its field");
  await zone.fill(JSON.stringify({ type: "Polygon", coordinates: [[[2.355, 48.850], [2.395, 48.850], [2.395, 48.875], [2.355, 48.850]]] }));
  await page.locator("main form[action='/console/new'] button:not([type=button])").click();
  await page.waitForURL(/\/console\/i\/[0-9a-f-]+$/);
  assert.equal(await all(), before + 1);
});

test("a real incident needs two: the one who asked cannot confirm, another can", async () => {
  const lea = await it.server.person("Léa T.");
  const { id } = await it.server.draft();
  const [one, two] = [await operator({ js: false }), await operator({ js: false }, "Marc L.")];
  await one.goto(`/console/i/${id}/activate`);
  await one.locator("main form button").click();
  await one.waitForURL(`**/console/i/${id}`);
  await one.goto(`/console/i/${id}/confirm`);
  assert.equal(await one.locator("main form").count(), 0, "there is nothing to press");
  await two.goto(`/console/i/${id}`);
  assert.match(await two.locator("main .note").innerText(), /Claire D\./);
  await two.locator("main a[href$='/confirm']").click();
  await two.locator("main form button").click();
  await two.waitForURL(`**/console/i/${id}`);
  await it.server.asked(lea, id);
  await two.locator("main a[href$='/cancel']").click();
  await two.locator("#f-reason").fill("Fausse alerte");
  await two.locator("main form button").click();
  await two.waitForURL(`**/console/i/${id}`);
  const phone = await it.browser.page({ token: lea.token });
  await phone.goto(`/i/${id}`);
  assert.equal(await phone.locator("form[data-answer]").count(), 0);
  assert.match(await phone.locator("h1").innerText(), /fausse alerte/);
});
