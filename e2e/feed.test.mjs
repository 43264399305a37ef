// The flow, from three sides: who reads without an account, who writes, and who keeps the tags.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, mark, prove, until } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";
import { proven, staffCookie } from "./lib/world.mjs";

const it = scene(async ({ server }) => { await server.incident(); });

/** Somebody who may write. @param {string} name */
const writer = async name => {
  const person = await it.server.person(name);
  await proven(it.server, person, `${person.id}@example.org`);
  return person;
};
/** @param {{ token: string }} who @param {string} text @returns {Promise<string>} */
const says = async (who, text) => (await it.server.api("POST", "/posts", { text }, { token: who.token })).id;

for (const js of [true, false]) {
  const how = js ? "with JavaScript" : "without JavaScript";

  test(`a reader without an account follows what happens, and nothing moves, ${how}`, async () => {
    const nora = await writer("Nora Kessler");
    const old = await says(nora, `La rue est calme, ${how} #Paris`);
    const page = await it.browser.page({ js });
    await page.goto("/live");
    assert.equal(await page.locator("h1").count(), 1);
    const post = page.locator(`#post-${old}`);
    await post.getByText("Non vérifié").waitFor();
    if (js) await mark(page);
    const top = (await post.boundingBox())?.y ?? 0;
    await says(nora, `On entend des sirènes, ${how}`);
    const fresh = page.locator("#fresh a");
    if (js) {
      await page.getByText("1 nouveau message").waitFor();
      assert.equal(await page.getByText(`On entend des sirènes, ${how}`).count(), 0, "it is counted, and not shown");
      const now = (await post.boundingBox())?.y ?? 0;
      assert.ok(Math.abs(now - top) < 120, "what is read stays");
      await fresh.click();
    } else {
      await page.getByRole("link", { name: "Actualiser" }).click();
    }
    await page.getByText(`On entend des sirènes, ${how}`).waitFor();
    // What is there and changes, changes in its place.
    await it.server.api("PUT", `/posts/${old}`, { text: `La rue est fermée, ${how} #Paris` }, { token: nora.token });
    await until(async () => { if (!js) await page.reload(); return (await post.innerText()).includes("La rue est fermée"); }, "the change is seen");
    if (js) assert.ok(await isSame(page), "without a reload");
    await page.getByRole("link", { name: "#Paris" }).first().click();
    await page.waitForURL("**/tag/paris");
  });

  test(`who writes proves a contact first, and nothing typed is lost, ${how}`, async () => {
    const page = await it.browser.page({ js });
    await page.goto("/live");
    await page.locator("#f-text").fill(`Je suis au 12 rue de la Roquette, ${how}`);
    await page.getByRole("button", { name: "Publier" }).click();
    await page.getByText("Votre message est gardé").waitFor();
    assert.match(await page.locator("#f-text").inputValue(), /12 rue de la Roquette/);
    await page.locator("#f-name").fill("Paul Ravel");
    await page.locator("#f-mine").fill(`paul.${js}@example.org`);
    await page.getByRole("button", { name: "Envoyer le code" }).click();
    await prove(it.server, page, "Paul Ravel");
    await page.getByText("Votre message est encore là").waitFor();
    assert.match(await page.locator("#f-text").inputValue(), /12 rue de la Roquette/);
    await page.getByRole("button", { name: "Publier" }).click();
    await page.getByText("Message publié").waitFor();
    assert.match(await page.locator("main").innerText(), /nous avons masqué\s: une adresse/);
    assert.doesNotMatch(await page.content(), /12 rue/);
    // What is wrong is said at its field.
    await page.goto("/post/new");
    await page.locator("#f-text").evaluate((/** @type {HTMLTextAreaElement} */ t) => t.removeAttribute("maxlength"));
    await page.locator("#f-text").fill("é".repeat(501));
    await page.getByRole("button", { name: "Publier" }).click();
    await page.locator("#m-text").waitFor();
    assert.equal((await page.locator("#f-text").inputValue()).length, 501);
  });
}

for (const js of [true, false]) {
  test(`a door shows how it stands now, where it is listed and where it is passed on, ${js ? "with" : "without"} JavaScript`, async () => {
    const [nora, awa] = [await writer("Nora Kessler"), await writer("Awa Keita")];
    const offer = { places: 2, place: { lat: 48.8653, lon: 2.3747 }, address: "12 rue des Tilleuls, Paris 11e" };
    const { id } = await it.server.api("POST", "/doors", offer, { token: awa.token });
    const page = await it.browser.page({ js });
    const thing = page.locator(`#posts .thing[data-key="${id}"]`);
    /** Live where the page is alive; else when it is asked for again. @param {() => Promise<boolean>} holds @param {string} what */
    const comes = (holds, what) => until(async () => { if (!js) await page.goto("/live"); return holds(); }, what);
    await until(async () => { await page.goto("/live"); return (await page.locator("#act").innerText()).includes("2 places libres"); }, "it can be acted on");
    const passed = await it.server.api("POST", "/posts", { text: "Une porte près d’ici", boost: { kind: "door", of: id } }, { token: nora.token });
    await until(async () => { await page.goto("/live"); return await thing.count() > 0; }, "it is passed on");
    assert.match(await thing.first().innerText(), /2 places libres/);
    assert.ok(!(await page.content()).includes("rue des Tilleuls"), "its address stands in no copy");
    if (js) await mark(page);
    await it.server.api("POST", `/doors/${id}/close`, undefined, { token: awa.token });
    await comes(async () => (await thing.first().getAttribute("class"))?.includes("over") ?? false, "the copy says that it is closed");
    assert.doesNotMatch(await thing.first().innerText(), /places libres/);
    await comes(async () => await page.locator(`#act [data-key="${id}"]`).count() === 0, "it is listed no more");
    if (js) assert.ok(await isSame(page), "without a reload");
    assert.equal(await page.locator(`#post-${passed.id}`).count(), 1, "and nobody's word is gone");
  });
}

test("what an institution says stands first, apart from what people say", async () => {
  const city = await it.server.institution("Mairie de l’Exemple", "mairie.example");
  const reader = await it.browser.page();
  await reader.goto("/live");
  await mark(reader);
  await says({ token: city }, "Le tramway ne circule plus.");
  await until(async () => (await reader.locator("#official").innerText()).includes("Le tramway ne circule plus"), "it comes without a reload");
  assert.ok(await isSame(reader));
  await says(await writer("Nora Kessler"), "Le tramway roule encore, je crois.");
  await reader.getByText(/nouveau/).first().waitFor();
  assert.ok(!(await reader.locator("#official").innerText()).includes("je crois"), "who is no institution does not speak there");
});

test("a line that is cut is taken up again where it was, also when the server was killed", async () => {
  const nora = await writer("Nora Kessler");
  await says(nora, "Avant la panne");
  const reader = await it.browser.page();
  await reader.goto("/live");
  await reader.getByText("Avant la panne").waitFor();
  await mark(reader);
  // The server goes while the page may still fetch its worker.
  it.browser.allow(/net::ERR_|fetching the script/);
  await it.server.down("SIGKILL");
  await it.server.up();
  // Said before the reader is back: only what it heard last tells what it missed.
  await says(nora, "Pendant la panne");
  await reader.getByText("1 nouveau message").waitFor();
  await reader.locator("#fresh a").click();
  await reader.getByText("Pendant la panne").waitFor();
  assert.ok(await isSame(reader), "without a reload");
});

test("whoever missed too much to be told of each of it sees what is there as it is now, and goes on live", async () => {
  const [nora, awa] = [await writer("Nora Kessler"), await writer("Awa Keita")];
  const [stays, goes] = [await says(nora, "Le pont est ouvert"), await says(nora, "Le tunnel est ouvert")];
  const reader = await it.browser.page();
  /** @type {(value?: unknown) => void} */
  let hears = () => {};
  const later = new Promise(done => { hears = done; });
  // Its stream is told to read again, as one is that comes from a line on which many look back.
  await reader.route("**/api/v1/feed/stream**", async route => {
    await later;
    await route.continue({ url: route.request().url().replace(/last_event_id=[0-9]+/, "last_event_id=999999999") });
  }, { times: 1 });
  await reader.goto("/live");
  await reader.getByText("Le tunnel est ouvert").waitFor();
  await mark(reader);
  await it.server.api("PUT", `/posts/${stays}`, { text: "Le pont est fermé" }, { token: nora.token });
  await it.server.api("DELETE", `/posts/${goes}`, undefined, { token: nora.token });
  await says(awa, "Le quai est ouvert");
  hears();
  await reader.getByText("1 nouveau message").waitFor();
  await until(async () => (await reader.locator(`#post-${stays}`).innerText()).includes("Le pont est fermé"), "what stays is as it is now");
  assert.doesNotMatch(await reader.locator("#posts").innerText(), /Le tunnel est ouvert|Le quai est ouvert/);
  await it.server.api("DELETE", `/posts/${stays}`, undefined, { token: nora.token });
  await until(async () => !(await reader.locator(`#post-${stays}`).innerText()).includes("Le pont"), "and it hears what happens from then on");
  assert.ok(await isSame(reader), "without a reload");
});

test("an operator merges two tags, with a reason", async () => {
  await says(await writer("Nora Kessler"), "Tout va bien ici #RueCalme");
  const page = await it.browser.page({ wide: true, cookies: { rz: await staffCookie(it.server, "Claire D.") } });
  await page.goto("/console/tags");
  await page.locator("#f-tag").fill("#RueCalme");
  await page.getByLabel("Réunir à un autre").check();
  await page.locator("#f-to").fill("#Paris");
  await page.getByRole("button", { name: "Changer le mot-dièse" }).click();
  await page.locator("#m-reason").waitFor();
  await page.locator("#f-reason").fill("Le même lieu");
  await page.getByRole("button", { name: "Changer le mot-dièse" }).click();
  await page.getByText("Mots-dièse réunis").waitFor();
  const reader = await it.browser.page();
  await until(async () => { await reader.goto("/tag/ruecalme"); return reader.url().endsWith("/tag/paris"); }, "readers are led there");
  await reader.getByText("Tout va bien ici").waitFor();
});
