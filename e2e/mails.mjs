// `npm run mails`: the mails that the tests of `notify` keep, as pictures in shots/, on a phone and on a desk, by day and at night, for eyes.

import { mkdir, readdir, readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const kept = new URL("../base/notify/tests/email/snapshots/", import.meta.url);
const folder = new URL("./shots/", import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  for (const file of await readdir(kept)) {
    // After the head of the snapshot, the page.
    const page = (await readFile(new URL(file, kept), "utf8")).split("\n---\n").slice(1).join("\n---\n");
    const name = file.replace(/^.*__|\.snap$/g, "");
    for (const width of [390, 800]) {
      for (const [theme, colorScheme] of /** @type {const} */ ([["day", "light"], ["night", "dark"]])) {
        const sheet = await browser.newPage({ viewport: { width, height: 480 }, colorScheme });
        sheet.on("request", r => { if (!r.url().startsWith("about:")) throw new Error(`a mail asks for ${r.url()}`); });
        await sheet.setContent(page);
        const wide = await sheet.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) throw new Error(`${name} is ${wide} wide on ${width}`);
        await sheet.screenshot({ path: `${folder}mail-${name}-${width}-${theme}.png`, fullPage: true });
        await sheet.close();
      }
    }
  }
} finally {
  await browser.close();
}
