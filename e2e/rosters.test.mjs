// An organisation keeps its list and calls the roll, without JavaScript; a member leaves.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as checks from "./lib/checks.mjs";
import { scene } from "./lib/scene.mjs";

const it = scene();
/** @typedef {import("playwright-core").Page} Page */

/** Signs in by the contact that a list knows. @param {string} contact @returns {Promise<string>} the session */
const signIn = async contact => {
  const { id } = await it.server.api("POST", "/contacts/proofs", { contact });
  const { proofs } = await it.server.api("GET", "/proofs", undefined, { token: await it.server.operator() });
  const { code } = proofs.find((/** @type {{ id: string }} */ p) => p.id === id);
  return (await it.server.api("POST", `/contacts/proofs/${id}`, { code })).token;
};
/** What axe finds; it needs the timers of a page with scripts. @param {Page} page @param {boolean} js */
const seen = async (page, js) => js && checks.none([...await checks.access(page), ...await checks.words(page), ...await checks.targets(page)]);

for (const js of [false, true]) {
  test(`a list is taken in, its roll is called, a member leaves, ${js ? "with" : "without"} JavaScript`, async () => {
    const mail = `lea.${js}@example.org`;
    const { id } = await it.server.incident({ name: "les attaques à Paris" });
    const page = await it.browser.page({ js });
    await page.goto(await it.server.link(`Lycée ${js}`, "roster-manager"));
    await page.locator("main form button").click();
    await page.waitForURL("**/rosters");
    assert.equal(await page.locator("nav a[href='/console']").count(), 0, "what is not for them is not offered");
    await page.locator("#f-name").fill("Lycée Voltaire");
    await page.locator("form[action='/rosters'] button").click();
    await page.waitForURL("**/rosters/*");

    // A file with a bad line: nothing is written, the line is named, the text can be mended in its place.
    const file = { name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(`nom;e-mail;groupe\r\nLéa;${mail};A\r\n=1+1;tom(at)example.org;B\r\n`) };
    await page.locator("#f-file").setInputFiles(file);
    await page.locator("button[name=do][value=write]").click();
    await page.locator("#report").waitFor();
    assert.match(await page.locator("#report").innerText(), /Une ligne ne peut pas être lue[^]*Rien n’est écrit/);
    assert.deepEqual(await page.locator("table tbody tr td:nth-child(-n+2)").allInnerTexts(), ["3", "E-mail"]);
    await seen(page, js);
    const text = await page.locator("#f-list").inputValue();
    await page.locator("#f-list").fill(text.replace("(at)", "@"));
    await page.locator("button[name=do][value=write]").click();
    await page.locator("#report.safe").waitFor();
    assert.match(await page.locator("#report").innerText(), /2 personnes nouvelles/);

    await page.locator(`button[name=incident][value='${id}']`).click();
    await page.waitForURL(`**/rolls/${id}`);
    const lea = await signIn(mail);
    await it.server.api("POST", `/incidents/${id}/check-ins`, { answer: "safe", client_id: crypto.randomUUID() }, { token: lea });
    await page.getByRole("link", { name: /Actualiser/ }).click();
    assert.match(await page.locator("main").innerText(), /1 réponse sur 2\./);
    assert.match(await page.locator(".roll li", { hasText: "Léa" }).innerText(), /En sécurité/);
    await seen(page, js);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").click()]);
    const table = await readFile(await download.path(), "utf8");
    assert.match(table, /Léa,[^\n]*,safe\r\n/);
    assert.match(table, /^"?'=1\+1"?,/m, "no cell is a formula");
    await page.locator("form[action$='/remind'] button").click();
    assert.match(await page.locator("main [role=status]").innerText(), /1 personne est rappelée/);
    await page.locator("form[action$='/remind'] button").click();
    assert.match(await page.locator("#errors").innerText(), /Un rappel vient d’être envoyé/);
    await page.locator("form[action$='/end'] button").click();
    assert.match(await page.locator("main").innerText(), /ne se voient plus/);
    assert.doesNotMatch(await page.locator("main").innerText(), /Léa|En sécurité/);

    const own = await it.browser.page({ js, token: lea });
    await own.goto("/me");
    await own.getByRole("button", { name: "Quitter la liste Lycée Voltaire" }).click();
    assert.equal(await own.getByRole("button", { name: /Quitter la liste/ }).count(), 0);
    await page.locator("main > p > a").first().click();
    assert.match(await page.locator("main").innerText(), /1 membre\n/);
  });
}
