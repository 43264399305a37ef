// Who moderates: what waits, who handles it, what becomes of it, and what readers see of that while they read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, mark, until } from "./lib/page.mjs";
import { portrait } from "./lib/picture.mjs";
import { scene } from "./lib/scene.mjs";
import { proven, staffCookie } from "./lib/world.mjs";

const it = scene(async ({ server }) => { await server.incident(); });

let writers = 0;
/** Somebody who may write. @param {string} name */
const writer = async name => {
  const person = await it.server.person(name);
  await proven(it.server, person, `w${writers++}@example.org`);
  return person;
};
/** @param {{ token: string }} who @param {string} text @param {object} [more] */
const says = (who, text, more = {}) => it.server.api("POST", "/posts", { text, ...more }, { token: who.token });
/** @param {boolean} js @param {string} [name] @param {string} [role] */
const desk = async (js, name = `Sami ${js}`, role = "moderator") => it.browser.page({ js, wide: true, cookies: { rz: await staffCookie(it.server, name, role) } });
/** What an open page comes to show; without script, when it is asked for again. @param {import("playwright-core").Page} page @param {boolean} js @param {() => Promise<boolean>} holds @param {string} what */
const comes = (page, js, holds, what) => until(async () => { if (!js) await page.reload(); return holds(); }, what);

for (const js of [true, false]) {
  const how = js ? "with JavaScript" : "without JavaScript";

  test(`a report is taken, decided with a reason, and taken back, ${how}`, async () => {
    const [nora, rose] = [await writer("Nora Kessler"), await writer("Rose Durand")];
    const { id } = await says(nora, `Mon voisin du quatrième n’est pas rentré, ${how}`);
    const reader = await it.browser.page({ js });
    await reader.goto("/live");
    const post = reader.locator(`#post-${id}`);
    await post.getByText("Mon voisin").waitFor();
    if (js) await mark(reader);
    // A reader who is signed in tells what is wrong with it.
    const told = await it.browser.page({ js, token: rose.token });
    await told.goto(`/post/${id}/report`);
    await told.locator("input[name=reason][value=privacy]").check();
    await told.locator("#f-words").fill("On le reconnaît.");
    await told.locator("main form button").last().click();
    await told.waitForURL("**/report?done=yes");
    assert.equal(await post.getByText("Mon voisin").count(), 1, "a report alone hides nothing");

    const sami = await desk(js);
    await sami.goto("/console/moderation");
    const report = await sami.locator("article[id^=r-]:has([data-state=open])").last().getAttribute("id");
    const card = sami.locator(`#${report}`);
    assert.ok(!(await sami.content()).includes("On le reconnaît"), "what was said is read where it is decided, by two");
    await card.getByRole("button", { name: "Prendre" }).click();
    await sami.waitForURL(`**/console/moderation/${report?.slice(2)}`);
    // Nobody else decides it meanwhile.
    const other = await desk(js, `Malik ${js}`);
    await other.goto("/console/moderation");
    assert.ok((await other.locator(`#${report}`).innerText()).includes(`Sami ${js}`), "who handles it is seen");
    assert.equal(await other.locator(`#${report}`).getByRole("button", { name: "Prendre" }).count(), 0);
    await sami.locator("input[name=decision][value=uphold]").check();
    await sami.locator("input[name=ground][value=privacy]").check();
    await sami.getByRole("button", { name: "Décider", exact: true }).click();
    await comes(reader, js, async () => !(await reader.locator("#posts").innerText()).includes(`Mon voisin du quatrième n’est pas rentré, ${how}`), "it is shown no more");
    if (js) assert.ok(await isSame(reader), "without a reload");
    // It was a mistake: it stands again as it stood.
    await sami.goto("/console/moderation");
    await sami.locator(`a[href="/console/moderation/${report?.slice(2)}"]`).first().click();
    await sami.getByRole("button", { name: "Annuler la décision" }).click();
    await until(async () => { await reader.goto("/live"); return await reader.locator(`#post-${id}`).getByText("Mon voisin").count() === 1; }, "it stands again");
  });

  test(`what is held is blurred and grey until it is asked for, and shown or kept back with a reason, ${how}`, async () => {
    const paul = await writer("Paul Ravel");
    const sent = await fetch(`${it.server.url}/api/v1/posts/pictures`, { method: "POST", body: portrait([90, js ? 30 : 60, 40]), headers: { "Content-Type": "image/png", Authorization: `Bearer ${paul.token}` } });
    const picture = await sent.json();
    const held = await says(paul, `Le tueur est Armel Vantroux, ${how}`, { pictures: [{ id: picture.id, alt: "Une personne de face" }] });
    const kept = await says(paul, `Le terroriste est Armel Vantroux, croyez-moi, ${how}`);
    assert.deepEqual([held.state, kept.state], ["held", "held"]);
    const reader = await it.browser.page({ js });
    await reader.goto("/live");
    assert.ok(!(await reader.content()).includes(`Vantroux, ${how}`), "it waits");
    const author = await it.browser.page({ js, token: paul.token });
    await author.goto("/me/posts");
    assert.ok((await author.locator("main").innerText()).includes(`Le tueur est Armel Vantroux, ${how}`), "its author sees that it waits");

    const sami = await desk(js);
    await sami.goto("/console/holds");
    const card = sami.locator(`#h-${held.id}`);
    const face = card.locator("img").first();
    const look = () => face.evaluate(i => getComputedStyle(i).filter);
    assert.match(await look(), /grayscale\(1\) blur/, "nobody has to see it as it is");
    await card.locator(".veil input").check();
    assert.equal(await look(), "none", "one press, also without a script, shows it");
    await until(() => face.evaluate((/** @type {HTMLImageElement} */ i) => i.complete && i.naturalWidth > 0), "it is a picture");
    // Without a reason nothing is decided.
    await card.locator("button[value=release]").click();
    await sami.locator("[role=alert], .err").first().waitFor();
    for (const [id, act] of [[held.id, "release"], [kept.id, "keep"]]) {
      const form = sami.locator(`#h-${id} form:has(button[value=${act}])`);
      await form.locator("select").selectOption({ index: 1 });
      await form.locator("button").click();
      await sami.locator(`#h-${id}`).waitFor({ state: "detached" });
    }
    await until(async () => { await reader.goto("/live"); return (await reader.content()).includes(`Le tueur est Armel Vantroux, ${how}`); }, "what was released is read");
    assert.ok(!(await reader.content()).includes("croyez-moi"), "what was kept back is not");
  });

  test(`a rumour is ruled on, and every copy that is open says so, ${how}`, async () => {
    const place = js ? "aux Halles" : "à la Villette";
    const texts = [`Il se passe quelque chose ${place}, n’y allez pas`, `IL SE PASSE quelque chose ${place} !! n’y allez pas`, `Il se passe quelque chose ${place}, n’y allez pas svp`];
    const ids = [];
    for (const [n, text] of texts.entries()) ids.push((await says(await writer(`Témoin ${n}`), text)).id);
    const reader = await it.browser.page({ js });
    await reader.goto("/live");
    if (js) await mark(reader);
    const copy = (/** @type {string} */ id) => reader.locator(`#post-${id}`);
    await copy(ids[2]).getByText("Non vérifié").waitFor();

    const judge = await desk(js, `Préfecture ${js}`, "verifier");
    await until(async () => { await judge.goto("/console/rumours"); return await judge.locator("#rumours li a").count() > 0; }, "three people make a rumour");
    await judge.locator("#rumours li a").first().click();
    assert.equal(await judge.locator("main article", { hasText: place }).count(), 3, "with all that say it");
    await judge.locator("button[name=do][value=rule]").click();
    await judge.locator("#m-verdict").waitFor();
    await judge.locator("input[name=verdict][value=false]").check();
    await judge.locator("#f-what").fill(`Une fusillade ${place}`);
    await judge.locator("#f-says").fill(`Aucun incident ${place}.`);
    await judge.locator("#f-sources").fill("Préfecture de l’Exemple");
    await judge.locator("button[name=do][value=rule]").click();
    await judge.getByRole("heading", { name: "Réviser" }).or(judge.locator("#h-rulings")).first().waitFor();
    for (const id of ids) await comes(reader, js, async () => (await copy(id).innerText()).includes(`Aucun incident ${place}.`), `the denial stands on ${id}`);
    assert.equal(await copy(ids[0]).getByRole("button", { name: "Relayer" }).count(), 0, "it is passed on no more");
    if (js) assert.ok(await isSame(reader), "without a reload");
    // What comes later is known for what it is; and who looks for more finds by whom and why.
    const late = await says(await writer("Tardif Lenoir"), `il se passe quelque chose ${place} n’y allez pas`);
    await until(async () => { await reader.goto("/live"); return (await copy(late.id).allInnerTexts()).join().includes(`Aucun incident ${place}.`); }, "also on the next copy");
    await copy(late.id).locator(".denial a").click();
    await reader.waitForURL("**/rumours/**");
    assert.ok((await reader.locator("main").innerText()).includes("Préfecture de l’Exemple"));
  });
}

test("who hands over leaves a word, without what nobody else may read", async () => {
  const sami = await desk(false);
  await sami.goto("/console/moderation");
  await sami.locator("#f-words").fill("Le signalement des Halles revient, appeler Nora au 06 12 34 56 78.");
  await sami.getByRole("button", { name: "Transmettre" }).click();
  const malik = await desk(false, "Malik R.");
  await malik.goto("/console/moderation");
  await malik.getByText("Le signalement des Halles revient").waitFor();
  assert.ok(!(await malik.content()).includes("06 12 34"));
});
