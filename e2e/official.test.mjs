// The official voice: who may speak, what people will see, two people for what is real, and everybody who reads along.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, mark, until } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";
import { staffCookie } from "./lib/world.mjs";

let incident = "";
const it = scene(async ({ server }) => { incident = (await server.incident()).id; });

/** Says where, without a map. @param {import("playwright-core").Page} page @param {string} place */
const places = async (page, place) => {
  await page.locator("#f-place_words").fill(place);
  for (const [name, value] of [["lat", "48.8662"], ["lon", "2.3712"], ["radius", "1"]]) await page.locator(`#f-${name}`).fill(value);
};

/** Somebody of the staff at their desk. @param {string} name @param {boolean} js @param {string} [role] */
const desk = async (name, js, role) => it.browser.page({ js, wide: true, cookies: { rz: await staffCookie(it.server, name, role) } });

/** Two people say what is real as the word of somebody; who reads along without an account sees it come, change and go.
 * @param {boolean} js @param {string} how names what is said @param {import("playwright-core").Page[]} people @param {string} who */
const said = async (js, how, [one, two], who) => {
  const reader = await it.browser.page({ js });
  await reader.goto("/doors");
  const line = reader.locator(".band.note");
  assert.equal(await line.count(), 0, "nothing is said yet");
  if (js) await mark(reader);
  /** What stands on top of the reader's page by itself; without script, when they ask again. @param {RegExp} words @param {string} what */
  const reads = (words, what) => until(async () => {
    if (!js) await reader.reload();
    return words.test((await line.allInnerTexts()).join());
  }, what);

  await one.goto("/console/official/new?what=attack");
  const headline = one.locator("#f-headline_fr");
  assert.notEqual(await headline.inputValue(), "", "the usual words are there");
  await headline.fill(`Restez à l’abri, ${how}.`);
  await places(one, "10e et 11e arrondissements");
  await one.locator("#f-incident").selectOption(incident);
  await one.locator("button[name=do][value=look]").click();
  await one.locator("#m-drill").waitFor();
  assert.equal(await headline.inputValue(), `Restez à l’abri, ${how}.`, "nothing typed is lost");
  await one.getByLabel("Réel : deux personnes").check();
  await one.locator("button[name=do][value=look]").click();
  await one.getByRole("heading", { level: 1, name: "Ce que les gens verront" }).waitFor();
  const sure = await one.locator("main").innerText();
  for (const seen of ["Une deuxième personne doit confirmer", "SMS, tel qu’il part", "90 caractères", `Restez à l’abri, ${how}.`]) {
    assert.ok(sure.includes(seen), `the preview shows « ${seen} »`);
  }
  assert.ok(await one.locator("main .band").isVisible(), "and the line as pages will show it");
  // Whoever sees what is wrong goes back, and everything is there.
  await one.getByRole("button", { name: "Modifier" }).click();
  assert.equal(await one.locator("#f-place_words").inputValue(), "10e et 11e arrondissements");
  await one.locator("button[name=do][value=look]").click();
  await one.getByRole("button", { name: "Proposer à une deuxième personne" }).click();
  await one.getByText("une autre personne doit confirmer").waitFor();
  assert.equal(await one.getByRole("button", { name: "Confirmer et publier" }).count(), 0, "not the same one");
  await reader.waitForTimeout(js ? 500 : 0);
  if (!js) await reader.reload();
  assert.equal(await line.count(), 0, "nobody reads it before");

  await two.goto("/console/official");
  await two.locator("#waiting").getByRole("link", { name: `Restez à l’abri, ${how}.` }).click();
  await two.getByRole("button", { name: "Confirmer et publier" }).click();
  await reads(new RegExp(`Restez à l’abri, ${how}`), "the message is read");
  const all = await it.browser.page({ js });
  for (const path of ["/alerts", `/i/${incident}/official`, "/live"]) {
    await all.goto(path);
    const text = await all.locator("body").innerText();
    for (const seen of [`Restez à l’abri, ${how}.`, who]) assert.ok(text.includes(seen), `${path} shows « ${seen} »`);
  }

  // It is said in other words, and then taken back: one press of one person each.
  await two.getByRole("link", { name: "Corriger" }).click();
  await two.locator("#f-headline_fr").fill(`Restez chez vous, ${how}.`);
  await two.getByRole("button", { name: "Corriger maintenant" }).click();
  await reads(new RegExp(`Restez chez vous, ${how}`), "the correction is read");
  await all.goto("/alerts");
  const before = all.getByText(`Restez à l’abri, ${how}.`);
  for (const old of await before.all()) assert.equal(await old.isVisible(), false, "the old words stand nowhere as if they held");
  await two.getByRole("button", { name: "Annuler ce message" }).click();
  await reads(/^$/, "it is gone");
  if (js) assert.ok(await isSame(reader), "without a reload");
};

for (const js of [true, false]) {
  const how = js ? "with JavaScript" : "without JavaScript";

  test(`an institution is added, told how it proves its domain, speaks for nobody until it has, and then is read by everybody, ${how}`, async () => {
    const admin = await desk(`Odile ${js}`, js, "admin");
    await admin.goto("/console/institutions");
    await admin.locator("#f-domain").fill("nulle-part");
    const institution = `Préfecture ${js}`;
    await admin.locator("#f-name").fill(institution);
    await admin.getByRole("button", { name: "Ajouter une institution" }).click();
    await admin.locator("#m-domain").waitFor();
    assert.equal(await admin.locator("#f-name").inputValue(), institution, "nothing typed is lost");
    const domain = `prefecture-${js}.example`;
    await admin.locator("#f-domain").fill(domain);
    await admin.getByRole("button", { name: "Ajouter une institution" }).click();
    await admin.getByRole("heading", { level: 1, name: domain }).waitFor();
    const proof = await admin.locator("#proof").innerText();
    assert.match(proof, new RegExp(`_rhizome\\.${domain} TXT`), "the record");
    assert.match(proof, new RegExp(`https://${domain}/\\.well-known/rhizome`), "or the file");
    assert.equal(await admin.getByText("Pas encore prouvée").count() > 0, true);
    // Nobody answers for this domain: that is said, and nothing is proven by it.
    await admin.getByRole("button", { name: "Vérifier maintenant" }).click();
    await admin.locator("#proof").waitFor();
    assert.equal(await admin.getByText("Pas encore prouvée").count() > 0, true);
    // Whoever is of it may write down what is to be said, and not say it.
    const [speaker, colleague] = await Promise.all([`Ana ${js}`, `Bea ${js}`].map(async name => {
      await it.server.cli("key", "create", "--role", "institution", "--name", name);
      await it.server.cli("institution", "add", "--name", name, "--institution", institution);
      return desk(name, js, "institution");
    }));
    await speaker.goto("/console/official/new");
    assert.equal(await speaker.locator("#f-authority option").count(), 0, "for whom nothing is proven nobody speaks");
    await speaker.goto("/console/institutions");
    await speaker.getByText(domain).waitFor();
    assert.equal(await speaker.getByRole("button", { name: "Ajouter une institution" }).count(), 0);
    // Once it has, it is shown as its domain, and two of its people say what everybody reads.
    await it.server.prove(domain);
    await admin.reload();
    assert.equal(await admin.getByText("Pas encore prouvée").count(), 0);
    await speaker.goto("/console/official/new");
    assert.deepEqual(await speaker.locator("#f-authority option").allInnerTexts(), [`${institution} (${domain})`], "for itself alone");
    await said(js, `la préfecture, ${how}`, [speaker, colleague], domain);
  });

  test(`two people say what is real; who reads along sees it come, change and go, ${how}`, async () => {
    await said(js, how, [await desk("Claire D.", js), await desk("Marc L.", js)], "127.0.0.1");
  });

  test(`an exercise takes one person, and is on no page of what is real, ${how}`, async () => {
    const claire = await desk("Claire D.", js);
    await claire.goto("/console/official/new?what=flood");
    await claire.getByLabel("Exercice", { exact: true }).check();
    await claire.locator("#f-headline_fr").fill(`La rivière monte, ${how}.`);
    await places(claire, "Les quais");
    await claire.locator("button[name=do][value=look]").click();
    await claire.getByRole("heading", { level: 1, name: "Ce que les gens verront" }).waitFor();
    await claire.locator("button[name=do][value=send]").click();
    await claire.getByRole("heading", { level: 1, name: `La rivière monte, ${how}.` }).waitFor();
    const reader = await it.browser.page({ js });
    for (const path of ["/", "/alerts", "/live", "/doors"]) {
      await reader.goto(path);
      assert.ok(!(await reader.locator("body").innerText()).includes("La rivière monte"), path);
    }
  });
}
