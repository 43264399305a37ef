// Finding the missing, from every side: a seeker, who is sought, a witness, a reviewer, and whoever relays, each in a browser of their own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerButton, isSame, mark, prove, until } from "./lib/page.mjs";
import { CANARY, portrait } from "./lib/picture.mjs";
import { scene } from "./lib/scene.mjs";
import { approve, pictured, proven, staffCookie } from "./lib/world.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./lib/server.mjs").Person} Person */

/** @type {string} */
let incident;
const it = scene(async ({ server }) => { incident = (await server.incident()).id; });

/** Somebody with a proven contact. @param {string} name @returns {Promise<Person & { contact: string }>} */
const known = async name => {
  const person = await it.server.person(name);
  const contact = `${person.id}@example.org`;
  await proven(it.server, person, contact);
  return { ...person, contact };
};

/** A search for somebody. @param {Person} seeker @param {string} name @param {object} [more] @returns {Promise<string>} */
const seeks = async (seeker, name, more = {}) => {
  const body = { incident, name, relation: "family", police: true, ages: { low: 27, high: 27 }, sex: "female", wearing: "Manteau vert", near: "Saint-Ambroise", ...more };
  return (await it.server.api("POST", "/notices", body, { token: seeker.token })).id;
};

/** Its public appeal. @param {Person} seeker @param {string} id @returns {Promise<string>} */
const appealed = async (seeker, id) => {
  await it.server.api("POST", `/notices/${id}/appeal`, {}, { token: seeker.token });
  const token = await it.server.cli("key", "create", "--role", "moderator", "--name", "Sami R.");
  await approve(it.server, id, token);
  return (await it.server.api("GET", `/notices/${id}`, undefined, { token: seeker.token })).share;
};

/** A file that is chosen. @param {Buffer} buffer @param {string} [name] @param {string} [mimeType] */
const file = (buffer, name = "photo.png", mimeType = "image/png") => ({ name, mimeType, buffer });

for (const js of [true, false]) {
  const how = js ? "with JavaScript" : "without JavaScript";

  test(`a search with a photo is begun on a phone, without an account, ${how}`, async () => {
    const page = await it.browser.page({ js });
    await page.goto("/missing");
    await page.getByRole("link", { name: "Je cherche quelqu’un" }).click();
    await page.waitForURL("**/missing/new");
    assert.ok(await page.locator("main .call a").count() >= 3, "the police come first");
    await page.locator("#f-name").fill("Camille Rousselin");
    await page.getByLabel("De sa famille").check();
    await page.getByLabel("J’ai lu qu’il faut d’abord appeler la police").check();
    await page.locator("#f-name").press("Enter");
    await page.getByText("Étape 2 sur 2").waitFor();

    // What is wrong is said at its field, and neither words nor photo are lost.
    await page.locator("#f-wearing").fill("Manteau vert");
    await page.locator("#f-near").fill("Saint-Ambroise");
    await page.locator("#f-age").fill("jeune");
    await page.locator("#f-photo").setInputFiles(file(Buffer.from("GIF89a"), "a.gif", "image/gif"));
    it.browser.allow(/status of 422/);
    await page.getByRole("button", { name: "Lancer la recherche" }).click();
    await page.locator("#m-photo").waitFor();
    assert.equal(await page.locator("#f-wearing").inputValue(), "Manteau vert");
    await page.locator("#f-photo").setInputFiles(file(portrait()));
    await page.getByRole("button", { name: "Lancer la recherche" }).click();
    await page.getByText("Photo gardée").waitFor();
    assert.equal(await page.locator("#f-age").inputValue(), "jeune");
    await page.locator("#f-age").fill("27");
    await page.locator("#f-age").press("Enter");
    await page.waitForURL("**/missing/draft");
    await page.locator("#f-name").fill("Paul R.");
    await page.locator("#f-contact").fill(`paul.${js}@example.org`);
    await page.getByRole("button", { name: "Envoyer le code" }).click();
    await prove(it.server, page, "Paul R.");
    await page.getByRole("button", { name: "Lancer la recherche" }).click();
    await page.getByRole("heading", { name: "Camille Rousselin" }).waitFor();
    const photo = page.getByRole("img", { name: "Photo de Camille Rousselin" });
    const src = await photo.getAttribute("src") ?? "";
    const sent = await (await page.request.get(src)).body();
    assert.ok(sent.subarray(0, 2).equals(Buffer.from([0xFF, 0xD8])) && sent.length <= 30 * 1024, `${sent.length} bytes`);
    assert.ok(!sent.includes(CANARY), "where it was taken is gone");
    assert.match(await page.locator("main").innerText(), /Saint-Ambroise/);

    // It is replaced and removed where it stands.
    await page.locator("#f-photo").setInputFiles(file(portrait([120, 40, 60])));
    await page.getByRole("button", { name: "Remplacer la photo" }).click();
    await page.waitForURL("**#photo");
    assert.ok(!(await (await page.request.get(src)).body()).equals(sent));
    await page.getByRole("button", { name: "Retirer la photo" }).click();
    await photo.waitFor({ state: "detached" });
  });

  test(`a witness leaves news, a reviewer is sure, and what was relayed turns, ${how}`, async () => {
    const seeker = await known("Paul R.");
    const contact = `hana.${js}@example.org`;
    const id = await seeks(seeker, "Hana Sato", { email: contact });
    await pictured(it.server, id, seeker);
    const share = await appealed(seeker, id);
    const relay = await it.browser.page({ js });
    await relay.goto(`/s/${share}`);
    assert.match(await relay.locator("main").innerText(), /Hana S\.[^]*Manteau vert/);
    const card = await (await relay.request.get(`/s/${share}/card.png`)).body();

    const page = await it.browser.page({ js });
    await page.goto("/missing/news");
    await page.locator("#f-who").fill("Hana Sato");
    await page.locator("#f-contact").fill(contact);
    await page.getByLabel("Je lui ai parlé").check();
    await page.getByLabel("En sécurité").check();
    await page.locator("#f-words").fill("Elle est au café avec nous.");
    await page.locator("#f-name").fill("Nadia");
    await page.locator("#f-mine").fill(`nadia.${js}@example.org`);
    await page.getByRole("button", { name: "Envoyer le code" }).click();
    await prove(it.server, page, "Nadia");
    assert.equal(await page.locator("#f-words").inputValue(), "Elle est au café avec nous.", "what was written is still there");
    await page.getByRole("button", { name: "Transmettre ces nouvelles" }).click();
    await page.getByText("Nouvelles reçues").waitFor();
    assert.doesNotMatch(await page.content(), /Paul/, "nobody learns that there is a search");

    const desk = await it.browser.page({ js, wide: true, cookies: { rz: await staffCookie(it.server, `Sami ${js}`, "moderator") } });
    await until(async () => { await desk.goto("/console/reunions"); return await desk.getByText("Elle est au café avec nous.").count() > 0; }, "the reviewer compares");
    await desk.locator("article", { hasText: "Elle est au café" }).getByRole("button", { name: "C’est la même personne" }).click();
    await desk.getByText("C’était une erreur").first().waitFor();
    await relay.reload();
    await relay.getByRole("heading", { name: "On a des nouvelles de Hana S." }).waitFor();
    assert.doesNotMatch(await relay.content(), /Manteau|<img|Saint-Ambroise/, "the details are gone");
    assert.ok(!(await (await relay.request.get(`/s/${share}/card.png`)).body()).equals(card), "the card turned");
  });

  test(`who is sought says that they are well, and the seeker's open page turns, ${how}`, async () => {
    const [seeker, sought] = [await known("Karim B."), await known("Inès Moreau")];
    const id = await seeks(seeker, "Inès Moreau", { email: sought.contact });
    const page = await it.browser.page({ js, token: seeker.token });
    await page.goto(`/missing/${id}`);
    await page.getByText("Recherchée depuis").waitFor();
    if (js) await mark(page);

    const hers = await it.browser.page({ js, token: sought.token });
    await hers.goto("/sought");
    await hers.getByText("Personne ne vous cherche").waitFor();
    const answering = await it.browser.page({ js, token: sought.token });
    await answering.goto(`/i/${incident}`);
    await answerButton(answering, "safe").click();
    await answering.waitForURL("**/done**");
    const tell = hers.getByRole("button", { name: "Dire que je vais bien" });
    await until(async () => { if (!js) await hers.reload(); return await tell.count() > 0; }, "she is asked");
    assert.match(await hers.locator("main").innerText(), /Karim B\. vous cherche/);
    const sizes = await hers.locator("#asked button.tall").evaluateAll(all => all.map(b => b.getBoundingClientRect().height));
    assert.ok(sizes.length === 3 && new Set(sizes).size === 1, "three answers of one size");
    await tell.click();
    await hers.getByText("Vous avez dit que vous allez bien").waitFor();

    const found = page.getByText("On a des nouvelles").first();
    await until(async () => { if (!js) await page.reload(); return await found.count() > 0; }, "the page turns");
    if (js) assert.ok(await isSame(page), "without a reload");
    assert.doesNotMatch(await page.content(), /Oberkampf|Goncourt|48\.86/, "never where she is");
  });
}

test("“never” shows nothing to who seeks, on the page, in its source, on the card", async () => {
  const [seeker, sought] = [await known("Bruno V."), await it.server.person("Léonie Garnier")];
  const contact = `${sought.id}@example.org`;
  const id = await seeks(seeker, "Léonie Garnier", { email: contact });
  const share = await appealed(seeker, id);
  // Of whoever could be reached before, the appeal would wait until they were asked.
  await proven(it.server, sought, contact);
  const page = await it.browser.page({ token: seeker.token });
  const seen = async () => {
    await page.goto(`/missing/${id}`);
    const own = await page.locator("#search").innerHTML();
    await page.goto(`/s/${share}`);
    const shown = await page.locator("main").innerHTML();
    // Times of the page itself, and the key of a form that was not sent.
    return [own, shown].map(html => html.replace(/Mis à jour à [^<]*/g, "").replace(/name="(key|csrf)" value="[^"]*"/g, "").replace(/État[^<]*/g, ""));
  };
  await it.server.answer(sought, incident, "safe");
  const hers = await it.browser.page({ token: sought.token });
  const never = hers.getByRole("button", { name: "Ne jamais le dire à cette personne" });
  await until(async () => { await hers.goto("/sought"); return await never.count() > 0; }, "she is asked");
  const before = await seen();
  await never.click();
  await hers.getByText("Vous avez répondu : jamais").waitFor();
  assert.deepEqual(await seen(), before);
  assert.match(before.join(), /Recherchée depuis/);
});

test("a witness writes on the appeal, and the family reads it at once", async () => {
  const [seeker, witness] = [await known("Paul R."), await known("Nadia B.")];
  const id = await seeks(seeker, "Ada Novak");
  const share = await appealed(seeker, id);
  const family = await it.browser.page({ token: seeker.token });
  await family.goto(`/missing/${id}`);
  await mark(family);
  const page = await it.browser.page({ token: witness.token });
  await page.goto(`/s/${share}`);
  await page.getByRole("link", { name: "J’ai une information" }).click();
  await page.getByLabel("Je l’ai vu").check();
  await page.getByLabel("Je ne sais pas").check();
  await page.locator("#f-words").fill("Vers le canal. Mon numéro : 06 39 98 00 01.");
  await page.getByRole("button", { name: "Transmettre à la famille" }).click();
  await page.waitForURL("**/messages/**");
  await family.getByText("Vers le canal.").waitFor();
  assert.ok(await isSame(family), "without a reload");
  assert.doesNotMatch(await family.content(), /39 98 00 01|Nadia/, "neither number nor name");
});

test("an appeal is passed on, copied and printed, and says what it is where its address is sent", async () => {
  const seeker = await known("Paul R.");
  const id = await seeks(seeker, "Zélie Marchand");
  const share = await appealed(seeker, id);
  const url = `${it.server.url}/s/${share}`;
  const page = await it.browser.page({ options: { permissions: ["clipboard-read", "clipboard-write"] } });
  await page.addInitScript("delete Navigator.prototype.share");
  await page.goto(`/s/${share}`);
  await page.getByRole("button", { name: "Relayer l’avis" }).click();
  await page.getByRole("button", { name: "Lien copié" }).waitFor();
  assert.equal(await page.evaluate("navigator.clipboard.readText()"), url);
  await page.addInitScript("navigator.share = async what => { window.sent = what.url; }; window.print = () => { window.printed = true; };");
  await page.reload();
  await page.getByRole("button", { name: "Relayer l’avis" }).click();
  assert.equal(await page.evaluate("window.sent"), url);
  await page.getByRole("button", { name: "Imprimer l’affiche" }).click();
  assert.equal(await page.evaluate("window.printed"), true);
  const meta = (/** @type {string} */ name) => page.locator(`meta[property='og:${name}']`).getAttribute("content");
  assert.match(await meta("title") ?? "", /Zélie M\. est recherchée/);
  assert.equal(await meta("image"), `${url}/card.png`);
  assert.doesNotMatch(await page.content(), /Marchand/);

  // Without script the link is there to be copied; on paper a poster remains, of one page.
  const plain = await it.browser.page({ js: false });
  await plain.goto(`/s/${share}`);
  assert.equal(await plain.getByRole("link", { name: url }).isVisible(), true);
  assert.equal(await plain.locator("[data-share]").isVisible(), false);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".scan svg[role=img]").isVisible(), true);
  for (const gone of ["nav.foot", ".ans", "#tell", ".tl", "footer"]) assert.equal(await page.locator(gone).isVisible(), false, gone);
  assert.equal(await page.evaluate("getComputedStyle(document.querySelector('h1')).color"), "rgb(0, 0, 0)");
  const pdf = (await page.pdf({ format: "A4", printBackground: false })).toString("latin1");
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 1);
});

test("the position of the device is kept as a cell, and said by the landmark near it", async () => {
  const seeker = await known("Omar D.");
  const page = await it.browser.page({ token: seeker.token, options: { permissions: ["geolocation"], geolocation: { latitude: 48.86534, longitude: 2.37471 } } });
  await page.goto("/missing/new");
  await page.locator("#f-name").fill("Lina Haddad");
  await page.getByLabel("Un ami ou une amie").check();
  await page.getByLabel("J’ai lu qu’il faut d’abord appeler la police").check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("button", { name: "Là où je suis" }).click();
  await page.getByRole("button", { name: "Lieu trouvé" }).waitFor();
  await page.getByRole("button", { name: "Lancer la recherche" }).click();
  await page.getByRole("heading", { name: "Lina Haddad" }).waitFor();
  assert.match(await page.locator("main").innerText(), /Parmentier/);
  assert.doesNotMatch(await page.content(), /48\.86|2\.37/);
});
