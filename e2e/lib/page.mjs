// Small steps that several journeys take.

/** @typedef {import("playwright-core").Page} Page */

/** The button of an answer. @param {Page} page @param {"safe" | "need_help" | "not_there"} is */
export const answerButton = (page, is) => page.locator(`form[data-answer] button[name=is][value=${is}]`);

/** Tells later whether the page was loaded anew in between. @param {Page} page */
export const mark = page => page.evaluate(() => { document.body.dataset.same = "yes"; });
/** @param {Page} page */
export const isSame = page => page.evaluate(() => document.body.dataset.same === "yes");

/** The row of a person on the board. @param {Page} page @param {string} name */
export const row = (page, name) => page.locator("#board li[data-key]", { has: page.locator(".nm", { hasText: name }) });

/** Writes the code that an operator reads out. @param {import("./server.mjs").Server} server @param {Page} page
 * @param {string} [name] of somebody new, where it is asked for */
export const prove = async (server, page, name) => {
  await page.waitForURL("**/prove/**");
  const id = new URL(page.url()).pathname.split("/").pop();
  const { proofs } = await server.api("GET", "/proofs", undefined, { token: await server.operator() });
  await page.locator("#f-code").fill(proofs.find((/** @type {{ id: string }} */ p) => p.id === id).code);
  if (name && await page.locator("#f-name").count()) await page.locator("#f-name").fill(name);
  await page.locator("form:has(#f-code) button").first().click();
  await page.waitForURL(url => !url.pathname.startsWith("/prove"));
};

/** Waits until this holds. @param {() => Promise<boolean>} holds @param {string} what */
export const until = async (holds, what) => {
  for (let i = 0; i < 150; i += 1) {
    if (await holds()) return;
    await new Promise(later => setTimeout(later, 100));
  }
  throw new Error(`never: ${what}`);
};
