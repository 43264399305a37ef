// What every page must keep, measured in the browser that shows it. Each gives a list of faults in words.

import assert from "node:assert/strict";
import axe from "axe-core";
import { HtmlValidate } from "html-validate";

/** @typedef {import("playwright-core").Page} Page */

/** Fails with these faults, one a line. @param {string[]} faults */
export const none = faults => assert.ok(faults.length === 0, `\n${faults.join("\n")}`);

const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * axe: WCAG 2.2 A and AA, text contrast at AAA, best practices. No serious and no critical fault, and no lesser one either.
 * @param {Page} page @param {string[]} [rules] only these
 * @returns {Promise<string[]>}
 */
export const access = async (page, rules) => {
  await page.evaluate(`${axe.source};0`);
  const asked = rules ?? [...axe.getRules(LEVELS).map(r => r.ruleId), "color-contrast-enhanced"];
  const found = await page.evaluate(async values => {
    // @ts-ignore axe was put into the page above.
    const { violations } = await window.axe.run(document, { runOnly: { type: "rule", values }, resultTypes: ["violations"] });
    return /** @type {import("axe-core").Result[]} */ (violations);
  }, asked);
  return found.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.target.join(" ")}: ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? v.help}`));
};
/** The rules of axe that depend on colours; the enhanced one looks only at what passes the other. */
export const COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // WebKit does not tell lists without bullets as lists; the others are matters of taste.
    "no-redundant-role": "off",
    "tel-non-breaking": "off",
    "prefer-native-element": "off",
    "long-title": "off",
    "no-implicit-button-type": "off",
  },
});

/** The HTML itself. @param {string} html @returns {string[]} */
export const markup = html => {
  const report = validator.validateStringSync(html);
  return report.results.flatMap(r => r.messages.map(m => `${m.ruleId} ${m.line}:${m.column} ${m.message}`));
};

/** Nothing scrolls sideways, also with the text spacing of WCAG 1.4.12. @param {Page} page @returns {Promise<string[]>} */
export const sideways = page => page.evaluate(() => {
  /** @type {string[]} */
  const faults = [];
  const wide = (/** @type {string} */ when) => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return;
    const out = [...document.querySelectorAll("body *")].filter(e => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && (box.right > most + 1 || box.left < -1) && !e.closest(".vh,.skip,svg");
    });
    faults.push(`${when}: ${document.documentElement.scrollWidth} px wide on ${most}: ${out.slice(0, 3).map(e => `${e.tagName}.${e.className}`).join(", ")}`);
  };
  wide("as it is");
  for (const e of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("body, body *:not(svg, svg *)"))) {
    e.style.lineHeight = "1.5";
    e.style.letterSpacing = ".12em";
    e.style.wordSpacing = ".16em";
  }
  wide("with wide spacing");
  return faults;
});

/** Everything that is pressed is 44 px or more; links inside a sentence are as their text. @param {Page} page @returns {Promise<string[]>} */
export const targets = page => page.evaluate(() => {
  const faults = [];
  const pressed = "button, summary, select, textarea, a.b, nav a, .sos a, .call a, input:not([type=hidden])";
  for (const e of document.querySelectorAll(pressed)) {
    const one = e instanceof HTMLInputElement && ["radio", "checkbox"].includes(e.type) ? e.closest("label") ?? e : e;
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.closest(".vh")) continue;
    const box = one.getBoundingClientRect();
    if (box.width === 0) continue;
    if (box.height < 43.5 || box.width < 43.5) {
      faults.push(`${one.tagName.toLowerCase()}.${one.className} « ${one.textContent?.trim().slice(0, 30)} »: ${Math.round(box.width)} × ${Math.round(box.height)}`);
    }
  }
  return faults;
});

/**
 * Goes through the page with the Tab key: each stop shows where it is, inside the window and under nothing.
 * @param {Page} page @param {number} most @returns {Promise<string[]>}
 */
export const focus = async (page, most) => {
  const faults = [];
  await page.evaluate(() => { scrollTo(0, 0); /** @type {HTMLElement | null} */ (document.activeElement)?.blur(); });
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const e = /** @type {HTMLElement | null} */ (document.activeElement);
      if (!e || e === document.body) return "end";
      const name = `${e.tagName.toLowerCase()}.${e.className} « ${e.textContent?.trim().slice(0, 30)} »`;
      const shown = [e, e.nextElementSibling, e.closest("label")].some(x => {
        if (!x) return false;
        const s = getComputedStyle(x);
        return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
      });
      if (!shown) return `${name}: no ring`;
      const box = (e.matches("input[type=radio],input[type=checkbox]") ? e.closest("label") ?? e : e).getBoundingClientRect();
      if (box.bottom <= 0 || box.top >= innerHeight) return `${name}: outside the window`;
      const top = document.elementFromPoint(Math.min(box.left + box.width / 2, innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
      const free = top && (e.contains(top) || top.contains(e) || top.closest("label")?.contains(e) || e.closest("label")?.contains(top));
      return free ? "" : `${name}: under ${top?.tagName}.${top?.className}`;
    });
    if (fault === "end") break;
    if (fault) faults.push(fault);
  }
  return faults;
};

/** Nothing moves for who asked that nothing moves. @param {Page} page @returns {Promise<string[]>} */
export const still = page => page.evaluate(() => {
  const long = (/** @type {string} */ times) => times.split(",").some(t => parseFloat(t) > 0.001);
  return [...document.querySelectorAll("body *")]
    .filter(e => { const s = getComputedStyle(e); return long(s.transitionDuration) || (s.animationName !== "none" && long(s.animationDuration)); })
    .map(e => `${e.tagName}.${e.className} moves`);
});

/** Under forced colours what can be pressed keeps an edge. @param {Page} page @returns {Promise<string[]>} */
export const forced = page => page.evaluate(() => [...document.querySelectorAll("button, a.b, input:not([type=hidden],[type=radio],[type=checkbox]), textarea, select")]
  .filter(e => e.checkVisibility() && !e.closest(".vh") && parseFloat(getComputedStyle(e).borderTopWidth) < 1)
  .map(e => `${e.tagName}.${e.className} has no edge`));

/** Words that were never found in `locales/`: a key stands where a sentence should. @param {Page} page @returns {Promise<string[]>} */
export const words = page => page.evaluate(() => {
  const keys = document.body.innerText.match(/^[a-z]+(-[a-z0-9]+)+$/gm) ?? [];
  return keys.map(k => `« ${k} » has no words`);
});
