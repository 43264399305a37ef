// Many write at once: the device of somebody new works a little, and the message leaves by itself; without script one waits. Nothing typed is lost.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prove, until } from "./lib/page.mjs";
import { scene } from "./lib/scene.mjs";
import { proven } from "./lib/world.mjs";

const it = scene(async ({ server }) => { await server.incident(); }, { settings: "busy_posts_a_minute = 1\n" });

/** Somebody new writes, so that it is busy. @param {string} text */
const busy = async text => {
  const person = await it.server.person("Nouvelle Voix");
  await proven(it.server, person, `${person.id}@example.org`);
  await it.server.api("POST", "/posts", { text }, { token: person.token });
};

for (const js of [true, false]) {
  test(`somebody new writes while many do, ${js ? "with" : "without"} JavaScript`, async () => {
    const page = await it.browser.page({ js });
    await page.goto("/post/new");
    await page.locator("#f-text").fill("Les quais sont calmes");
    await page.getByRole("button", { name: "Publier" }).click();
    await page.locator("#f-name").fill("Paul Ravel");
    await page.locator("#f-mine").fill(`paul.${js}@example.org`);
    await page.getByRole("button", { name: "Envoyer le code" }).click();
    await prove(it.server, page, "Paul Ravel");
    // The minute before is over, whoever wrote in it.
    if (js) await busy("Un bruit");
    await page.getByRole("button", { name: "Publier" }).click();
    if (js) {
      await page.getByText("Message publié").waitFor();
      assert.match(await page.locator("main").innerText(), /Les quais sont calmes/);
      return;
    }
    await page.getByRole("heading", { name: "Beaucoup de personnes écrivent en ce moment" }).waitFor();
    const news = page.getByRole("status").filter({ hasText: "Sans calcul" });
    assert.match(await news.innerText(), /attendez (30|60) secondes/);
    assert.equal(await page.locator("#f-text").inputValue(), "Les quais sont calmes");
    // Pressed too early, the wait goes on where it was.
    const ticket = await page.locator("[name=ticket]").inputValue();
    await page.getByRole("button", { name: "Publier" }).click();
    await until(async () => /attendez \d\d secondes/.test(await news.innerText()), "what is left of it is said");
    assert.equal(await page.locator("[name=ticket]").inputValue(), ticket);
    assert.equal(await page.locator("#f-text").inputValue(), "Les quais sont calmes");
  });
}

test("whoever goes on writing meanwhile presses themselves, and hears how far it is", async () => {
  const page = await it.browser.page({ js: true });
  await page.goto("/post/new");
  await page.locator("#f-text").fill("Rue calme");
  await page.getByRole("button", { name: "Publier" }).click();
  await page.locator("#f-name").fill("Awa Keita");
  await page.locator("#f-mine").fill("awa@example.org");
  await page.getByRole("button", { name: "Envoyer le code" }).click();
  await prove(it.server, page, "Awa Keita");
  await busy("Un autre bruit").catch(() => { /* It is busy already. */ });
  // A slow telephone: the worker is told nothing until the text was touched.
  await page.addInitScript(() => {
    const work = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (/** @type {any} */ what) { addEventListener("input", () => work.call(this, what), { once: true }); };
  });
  await page.getByRole("button", { name: "Publier" }).click();
  await page.getByText("Votre appareil calcule").waitFor();
  await page.locator("#f-text").fill("Rue calme, on entend des sirènes");
  await page.getByText("C’est prêt. Appuyez sur Publier.").waitFor();
  await page.getByRole("button", { name: "Publier" }).click();
  await page.getByText("Message publié").waitFor();
  assert.match(await page.locator("main").innerText(), /on entend des sirènes/);
});
