// Open doors from both sides: a host and a guest in two browsers side by side, from the offer to the arrival; and what one reads when there is no
// room, or nobody near.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, mark, prove } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";
import { proven } from "./lib/world.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @type {string} */
let incident;
const it = scene(async ({ server }) => { incident = (await server.incident()).id; });

const STREET = "12 rue des Tilleuls, Paris 11e";
const ENTRY = "Code 4711B, 2e étage";
const HERE = { lat: 48.8653, lon: 2.3747 };
const THERE = { lat: 48.8674, lon: 2.3636 };

/** Looks at the page anew where no script does. @param {Page} page @param {boolean} js */
const look = async (page, js) => { if (!js) await page.reload(); };

/** What both say at the door. @param {Page} page */
const words = async page => {
  await page.locator(".words span").first().waitFor();
  return page.locator(".words span").allInnerTexts();
};

/** A door that is open. @param {string} name @param {number} [places] */
const opened = async (name, places = 1) => {
  const host = await it.server.person(name);
  await proven(it.server, host, `${host.id}@example.org`);
  const offer = { incident, places, place: HERE, address: STREET, entry: ENTRY, name: "Alba" };
  const { id } = await it.server.api("POST", "/doors", offer, { token: host.token });
  return { host, id };
};

/** Somebody who may ask at homes. @param {string} name */
const seeker = async name => {
  const guest = await it.server.person(name);
  await proven(it.server, guest, `${guest.id}@example.org`);
  return guest;
};

/** @param {import("./lib/server.mjs").Person} guest @param {string} door */
const asks = async (guest, door) => {
  const asked = { places: 1, place: THERE, name: "Yara" };
  return (await it.server.api("POST", `/doors/${door}/stays`, asked, { token: guest.token })).id;
};

for (const js of [true, false]) {
  const how = js ? "with JavaScript" : "without JavaScript";

  test(`nobody near: the page says what to do, and counts who looks, ${how}`, async () => {
    const page = await it.browser.page({ js });
    await page.goto("/doors?near=Place d’Italie&needs=first_aid");
    assert.match(await page.locator("main").innerText(), /Pas de porte ouverte près d’ici/);
    assert.ok(await page.locator("main .call a").count() >= 3, "the emergency numbers are there");
    const search = page.locator("form[action='/doors/search']");
    await search.locator("[name=name]").fill("Nadia");
    await search.locator("button").first().click();
    await page.getByText("Vous cherchez une place depuis").waitFor();
    await page.locator("form[action='/doors/search'] button[value=over]").click();
    await page.getByText("Je cherche une place").waitFor();
  });

  test(`a host opens a door, a guest finds it, asks, is accepted and arrives, ${how}`, async () => {
    const host = await it.browser.page({ js });
    await host.goto("/doors/offer");
    await host.locator("#f-near").fill("Parmentier");
    await host.locator("#f-address").fill(STREET);
    await host.locator("#f-entry").fill(ENTRY);
    await host.locator("#f-name").fill("Alba");
    await host.locator("form[action='/doors/offer'] button.big").click();
    await host.waitForURL("**/doors/draft");
    await host.locator("#f-contact").fill(`alba.${js}@example.org`);
    await host.locator("form[action='/doors/draft/contact'] button").click();
    await prove(it.server, host, "Alba");
    await host.locator("form[action='/doors/draft'] button").click();
    await host.waitForURL("**/doors/mine/**");
    const door = new URL(host.url()).pathname.split("/").pop() ?? "";
    assert.match(await host.locator("h1").innerText(), /Votre porte est ouverte/);
    if (js) await mark(host);

    // Somebody who is nobody yet finds it from a station.
    const guest = await it.browser.page({ js });
    await guest.goto("/doors");
    await guest.locator("#f-near").fill("Goncourt");
    await guest.locator("form.seek button.go").click();
    await guest.waitForURL("**/doors?near=Goncourt");
    const found = guest.locator(`li[data-key='${door}']`);
    assert.match(await found.innerText(), /à pied/);
    assert.doesNotMatch(await guest.content(), /Tilleuls|4711|Alba/);
    await found.locator("a[href*='/ask']").click();
    await guest.locator("#f-name").fill("Nadia");
    await guest.locator("#f-words").fill("J’ai un chat. Mon numéro : 06 39 98 00 01.");
    await guest.locator("#f-contact").fill(`nadia.${js}@example.org`);
    await guest.locator(`form[action='/doors/${door}/ask'] button.lamp`).last().click();
    await prove(it.server, guest, "Nadia");
    assert.match(await guest.locator("#f-words").inputValue(), /chat/, "what was written is still there");
    await guest.locator(`form[action='/doors/${door}/ask'] button.lamp`).last().click();
    await guest.waitForURL("**/stays/**");
    const stay = new URL(guest.url()).pathname.split("/").pop();
    assert.match(await guest.locator("h1").innerText(), /L’hôte va vous répondre/);
    assert.doesNotMatch(await guest.content(), /Tilleuls|4711/, "no address before the host agrees");
    if (js) await mark(guest);

    // The host sees the request at once.
    await look(host, js);
    const asking = host.locator(`section[data-key='${stay}']`);
    await asking.waitFor();
    assert.match(await asking.innerText(), /Nadia/);
    assert.match(await asking.innerText(), /chat/);
    assert.doesNotMatch(await asking.innerText(), /39 98 00 01/, "numbers are masked");
    assert.doesNotMatch(await host.content(), /nadia\.(true|false)@/, "nobody's contact is shown");
    if (js) assert.ok(await isSame(host), "without a reload");
    await asking.locator("button[value=accept]").click();

    await look(guest, js);
    await guest.getByText(STREET).waitFor();
    assert.match(await guest.locator("main").innerText(), /Code 4711B/);
    if (js) assert.ok(await isSame(guest), "without a reload");
    await look(host, js);
    const said = await words(guest);
    assert.equal(said.length, 2);
    assert.deepEqual(await words(host), said, "both have the same words");

    // A word between them, masked; then inside.
    await guest.locator("#f-words").fill("J’arrive dans dix minutes.");
    await guest.locator("form[action$='/words'] button").click();
    await guest.getByText("J’arrive dans dix minutes.").waitFor();
    await guest.locator("button[name=act][value=arrive]").click();
    await guest.getByRole("heading", { name: "Vous êtes à l’abri" }).waitFor();
    await look(host, js);
    await host.locator(`section[data-key='${stay}'][data-state=arrived]`).waitFor();
    await guest.locator("button[name=act][value=home]").click();
    await guest.getByRole("heading", { name: "Vous êtes rentré" }).waitFor();
    assert.doesNotMatch(await guest.content(), /Tilleuls|4711/, "the address goes with the stay");
    const { token } = await seeker("Sacha");
    await it.server.api("GET", `/stays/${stay}`, undefined, { token, expect: 404 });
    await host.locator("details", { hasText: "Fermer ma porte" }).locator("summary").click();
    await host.locator("button[value=close]").click();
    await host.getByText("Votre porte est fermée").first().waitFor();
  });

  test(`a door that fills is full on the open page, one may wait there, and is told when there is room, ${how}`, async () => {
    const { id } = await opened("Alba R.");
    const [first, second] = [await seeker("Yara"), await seeker("Mehdi")];
    const page = await it.browser.page({ js, token: second.token });
    await page.goto("/doors?near=Goncourt");
    const card = page.locator(`li[data-key='${id}']`);
    assert.equal(await card.getAttribute("data-state"), "open");
    const stay = await asks(first, id);
    await look(page, js);
    await card.and(page.locator("[data-state=full]")).waitFor();
    assert.equal(await card.locator("a[href*='/ask']").count(), 0);
    // Whoever has its address is told, and led on.
    await page.goto(`/doors/${id}/ask?near=Goncourt`);
    assert.match(await page.locator("main").innerText(), /Complet pour l’instant/);
    await page.getByRole("link", { name: "Voir les autres portes" }).click();
    await page.waitForURL("**/doors?near=Goncourt**");
    await card.locator("form[action$='/wait'] button").click();
    await card.locator("button[value=over]").waitFor();
    await it.server.api("POST", `/stays/${stay}/cancel`, undefined, { token: first.token });
    await look(page, js);
    await card.and(page.locator("[data-state=open]")).waitFor();
  });
}

test("who writes while the last place goes loses nothing, and is led to the next door", async () => {
  const [{ id }, next] = [await opened("Alba R."), await opened("Jean-Luc P.")];
  const [first, second] = [await seeker("Yara"), await seeker("Mehdi")];
  const page = await it.browser.page({ token: second.token });
  await page.goto(`/doors/${id}/ask?near=Goncourt`);
  await page.locator("#f-name").fill("Mehdi");
  await page.locator("#f-words").fill("Nous sommes en bas.");
  await asks(first, id);
  it.browser.allow(/status of 409/);
  await page.locator(`form[action='/doors/${id}/ask'] button.lamp`).last().click();
  const on = page.locator("button[formaction]");
  await on.waitFor();
  assert.equal(await page.locator("#f-words").inputValue(), "Nous sommes en bas.");
  assert.notEqual(await on.getAttribute("formaction"), `/doors/${id}/ask`);
  await on.click();
  await page.waitForURL("**/stays/**");
  assert.ok(next.id);
});

test("a host who refuses sends the guest on to another door, live", async () => {
  const [{ id, host }, other] = [await opened("Alba R."), await opened("Jean-Luc P.")];
  const guest = await seeker("Nadia");
  const stay = await asks(guest, id);
  const page = await it.browser.page({ token: guest.token });
  await page.goto(`/stays/${stay}`);
  await mark(page);
  await it.server.api("POST", `/stays/${stay}/refuse`, undefined, { token: host.token });
  await page.getByRole("heading", { name: "Cet hôte ne peut pas vous accueillir" }).waitFor();
  assert.ok(await isSame(page));
  await page.getByRole("link", { name: "Voir les autres portes" }).click();
  await page.locator(`li[data-key='${other.id}']`).waitFor();
});

test("the map of doors is looked at more closely and moved, by buttons and by hand, and a drag presses no pin", async () => {
  await opened("Rémi", 2);
  const page = await it.browser.page({ wide: true });
  await page.goto(`/doors?incident=${incident}&near=Parmentier`);
  const svg = page.locator(".map svg");
  const box = async () => /** @type {string} */ (await svg.getAttribute("viewBox")).split(" ").map(Number);
  const whole = await box();
  assert.equal(await page.locator("[data-pan]").isVisible(), true);
  await page.locator("[data-pan] [data-do=in]").click();
  const near = await box();
  assert.ok(near[2] < whole[2] && near[0] > 0, "closer, around the middle");
  await page.locator("[data-pan] [data-do=west]").click();
  const west = await box();
  assert.ok(west[0] < near[0] && west[2] === near[2], "west is west");
  const at = await svg.boundingBox();
  assert.ok(at);
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width / 2 - 60, at.y + at.height / 2, { steps: 4 });
  await page.mouse.up();
  assert.ok((await box())[0] > west[0], "the map follows the hand");
  assert.equal(new URL(page.url()).hash, "", "no pin was pressed");
  for (let n = 0; n < 4; n++) await page.locator("[data-pan] [data-do=out]").click();
  assert.deepEqual(await box(), whole, "never farther than the whole");
  const plain = await it.browser.page({ wide: true, js: false });
  await plain.goto(`/doors?incident=${incident}&near=Parmentier`);
  assert.equal(await plain.locator("[data-pan]").isVisible(), false);
  assert.equal(await plain.locator(".map svg").isVisible(), true);
});

test("a draft takes a place and one press, without an account", async () => {
  const page = await it.browser.page({ wide: false });
  await page.goto(`/doors/offer?incident=${incident}`);
  await page.locator("#f-near").fill("Parmentier");
  await page.locator("#f-address").fill(STREET);
  await page.locator("button.lamp").click();
  await page.waitForURL("**/doors/draft");
});
