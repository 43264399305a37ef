// The circle is told at once: on the page that is open, without reload; and nobody is counted as missing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerButton, isSame, mark, row } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";

/** @type {string} */
let id;
const it = scene(async ({ server }) => { id = (await server.incident()).id; });

/** Friends who are asked: each of the others is in the circle of the first. @param {...string} names */
const circle = async (...names) => {
  const people = await Promise.all(names.map(name => it.server.person(name)));
  const [first, ...others] = people;
  assert.ok(first);
  for (const other of others) await it.server.join(first, other);
  for (const person of people) await it.server.asked(person, id);
  return people;
};

test("a friend presses, and the open page says so without reload", async () => {
  const [ines, lea] = await circle("Inès M.", "Léa Tran");
  const page = await it.browser.page({ token: ines?.token });
  await page.goto("/people");
  assert.equal(await row(page, "Léa Tran").getAttribute("data-state"), "none");
  await mark(page);
  const phone = await it.browser.page({ token: lea?.token });
  await phone.goto(`/i/${id}`);
  await answerButton(phone, "safe").click();
  await row(page, "Léa Tran").and(page.locator("[data-state=safe]")).waitFor();
  assert.ok(await isSame(page));
  const said = page.locator("body > [role=status].vh");
  await page.waitForFunction(() => /Léa/.test(document.querySelector("body > [role=status].vh")?.textContent ?? ""));
  assert.match(await said.innerText(), /Léa Tran/, "it is said once, in one sentence");
});

test("the keyboard keeps its place while the page follows", async () => {
  const [ines, karim, lea] = await circle("Inès M.", "Karim B.", "Léa Tran");
  assert.ok(karim && lea);
  const page = await it.browser.page({ token: ines?.token });
  await page.goto("/people");
  const well = row(page, "Karim B.").locator("a[href*='/well']");
  await well.focus();
  await it.server.answer(lea, id, "safe");
  await row(page, "Léa Tran").and(page.locator("[data-state=safe]")).waitFor();
  assert.ok(await well.evaluate(e => e === document.activeElement));
});

test("what happens while the page is on its way is not missed", async () => {
  const [ines, lea] = await circle("Inès M.", "Léa Tran");
  assert.ok(lea);
  const page = await it.browser.page({ token: ines?.token });
  /** @type {() => void} */
  let open = () => {};
  const opened = new Promise(later => { open = () => later(undefined); });
  await page.route("**/api/v1/stream**", async route => { await opened; await route.continue(); });
  await page.goto("/people");
  await it.server.answer(lea, id, "safe");
  open();
  await row(page, "Léa Tran").and(page.locator("[data-state=safe]")).waitFor();
});

test("what happened while the server was away is there when it is back", async () => {
  const [ines, karim, lea] = await circle("Inès M.", "Karim B.", "Léa Tran");
  assert.ok(karim && lea);
  const page = await it.browser.page({ token: ines?.token });
  await page.goto("/people");
  await it.server.answer(karim, id, "safe");
  await row(page, "Karim B.").and(page.locator("[data-state=safe]")).waitFor();
  await mark(page);
  it.browser.allow(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/);
  await it.server.down();
  await it.server.up();
  // Before the page has found its way back to the stream.
  await it.server.answer(lea, id, "not_there");
  await row(page, "Léa Tran").and(page.locator("[data-state=not_there]")).waitFor();
  assert.ok(await isSame(page));
});

test("without JavaScript the page says when it was made, and a link makes it anew", async () => {
  const [ines, lea] = await circle("Inès M.", "Léa Tran");
  assert.ok(lea);
  const page = await it.browser.page({ js: false, token: ines?.token });
  await page.goto("/people");
  await it.server.answer(lea, id, "need_help");
  assert.equal(await row(page, "Léa Tran").getAttribute("data-state"), "none");
  await page.locator("main a[href='/people']").click();
  assert.equal(await row(page, "Léa Tran").getAttribute("data-state"), "need_help");
});

test("silence is no news: nobody is counted, nobody is sorted by fear", async () => {
  const [ines, , , lea] = await circle("Inès M.", "Ana P.", "Bob K.", "Léa Tran");
  assert.ok(lea);
  await it.server.answer(lea, id, "safe");
  for (const [lang, never] of /** @type {const} */ ([
    ["fr", /\d+\s+(personnes?|proches?|amis?)?\s*(sans réponse|n’ont? pas répondu|sans nouvelles)|sans réponse\s*[·:(]\s*\d|disparu|pas en sécurité/i],
    ["en", /\d+\s+(people|friends)?\s*(without|have not|not answered|unmarked)|no answer( yet)?\s*[·:(]\s*\d|missing|not safe/i],
  ])) {
    const page = await it.browser.page({ token: ines?.token, lang });
    await page.goto("/people");
    const text = await page.locator("main").innerText();
    assert.doesNotMatch(text, never);
    assert.match(text, /Ana P\.[^]*Bob K\./);
    assert.match(text, lang === "fr" ? /ne veut pas dire danger/ : /does not mean danger/);
  }
});

for (const js of [true, false]) {
  test(`a friend says that somebody is well; they confirm or dispute it, ${js ? "with" : "without"} JavaScript`, async () => {
    const [ines, omar] = await circle("Inès M.", "Omar D.");
    assert.ok(ines && omar);
    // A form that the script sent and the server wants mended.
    it.browser.allow(/status of 422/);
    const page = await it.browser.page({ js, token: ines.token });
    const his = await it.browser.page({ js, token: omar.token });
    const state = async () => {
      const { people } = await it.server.api("GET", "/circle", undefined, { token: ines.token });
      const [one] = people[0].statuses.filter((/** @type {{ incident: string }} */ s) => s.incident === id);
      return one?.state ?? "none";
    };
    const declare = async (/** @type {string} */ how) => {
      await page.goto("/people");
      await row(page, "Omar D.").locator("a[href*='/well']").first().click();
      await page.locator("main form.stack button").last().click();
      await page.locator(".fld.err #m-how").waitFor();
      await page.locator(`label:has(input[name=how][value=${how}])`).click();
      await page.locator("#f-message").fill("Il est chez moi.");
      await page.locator("main form.stack button").last().click();
      await page.waitForURL("**/people?said=**");
    };
    await declare("read");
    assert.equal(await state(), "none", "what was read online changes nothing");
    await declare("spoke");
    assert.equal(await state(), "safe");
    assert.match(await row(page, "Omar D.").innerText(), /Selon Inès M\., qui lui a parlé/);
    await his.goto("/people");
    assert.match(await his.locator("section:has(#h-said)").innerText(), /Inès M\.[^]*Il est chez moi\./);
    await his.locator("button[formaction$='/dispute']").first().click();
    await his.waitForURL("**/people");
    await declare("saw");
    await his.goto("/people");
    const open = his.locator("button[formaction$='/confirm']");
    const n = await open.count();
    await open.first().click();
    await his.waitForURL("**/people");
    assert.ok(await his.locator("button[formaction$='/confirm']").count() < n);
  });
}

test("an invitation joins two people, and each is then on the other's board", async () => {
  const [ines] = await circle("Inès M.", "Léa Tran");
  const page = await it.browser.page({ token: ines?.token });
  await page.goto("/people");
  await page.locator("button[formaction='/me/invitations']").first().click();
  const link = await page.locator("main").innerText().then(t => /http\S+\/join\/\S+/.exec(t)?.[0]) ?? await page.locator("[data-copy]").first().getAttribute("data-copy");
  assert.ok(link);
  const phone = await it.browser.page({ js: false });
  await phone.goto(link);
  await phone.locator("#f-name").fill("Zoé");
  await phone.locator("main form button").first().click();
  await phone.waitForURL("**/joined");
  await phone.goto("/people");
  assert.match(await phone.locator("main").innerText(), /Inès M\./);
  await page.goto("/people");
  assert.match(await page.locator("main").innerText(), /Zoé/);
});
