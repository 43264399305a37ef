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

/** Waits until this holds. @param {() => Promise<boolean>} holds @param {string} what */
export const until = async (holds, what) => {
  for (let i = 0; i < 150; i += 1) {
    if (await holds()) return;
    await new Promise(later => setTimeout(later, 100));
  }
  throw new Error(`never: ${what}`);
};
