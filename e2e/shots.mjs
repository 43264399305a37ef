// `npm run shots [-- --lang=ar] [NAME …]`: every page as a picture in shots/, on a phone and on a desk, at night and by day, for eyes.

import { mkdir } from "node:fs/promises";
import { Browser, DESK, PHONE } from "./lib/browser.mjs";
import { mailServer } from "./lib/mail.mjs";
import { Server } from "./lib/server.mjs";
import { world } from "./lib/world.mjs";

const given = process.argv.slice(2);
const wanted = given.filter(w => !w.startsWith("--"));
const lang = given.find(w => w.startsWith("--lang="))?.slice(7) ?? "fr";
const folder = new URL("./shots/", import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const mail = await mailServer();
const server = await Server.start(mail.settings);
const browser = await Browser.start(server.url);
try {
  const night = await world(server, mail);
  const places = night.places.filter(p => !wanted.length || wanted.some(w => p.name.startsWith(w)));
  for (const wide of [false, true]) {
    for (const place of places) {
      const page = await browser.page({ wide, lang, theme: "night", cookies: night.cookies[place.as ?? ""] });
      await page.goto(place.path);
      for (const theme of ["night", "day"]) {
        await page.evaluate(t => { document.documentElement.dataset.theme = t; }, theme);
        // As tall as the page: what sticks to the bottom of the window stands at its end.
        const { width } = /** @type {{ width: number }} */ (page.viewportSize());
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.max(height, wide ? DESK.height : PHONE.height) });
        await page.screenshot({ path: `${folder}${place.name}-${wide ? "desk" : "phone"}-${theme}${lang === "fr" ? "" : `-${lang}`}.png` });
      }
      await page.context().close();
    }
  }
  console.log(`${places.length * 4} pictures in ${folder}`);
  for (const fault of browser.faults) console.error(fault);
} finally {
  await browser.end();
  await server.end();
  mail.end();
}
