// What the README promises first: one command, two links, the night.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { freePort, launch } from "./lib/server.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let demo;
/** @type {Browser} */
let browser;
/** @type {string} */
let data;

before(async () => {
  data = join(await mkdtemp(join(tmpdir(), "rhizome-e2e-demo-")), "data");
  const port = await freePort();
  demo = await launch(["demo", "--speed", "600", "--people", "200", "--listen", `127.0.0.1:${port}`, "--data", data], line => line.includes("Ctrl-C"));
  browser = await Browser.start(`http://127.0.0.1:${port}`);
});
after(async () => {
  await browser?.end();
  await demo?.stop();
  await rm(join(data, ".."), { recursive: true, force: true });
});

test("the demo prints its address and two links, and both lead into the night", async () => {
  const said = demo.out.join("\n");
  assert.match(said, new RegExp(`listening on ${browser.url}`));
  const [you = "", operator = ""] = said.match(/http\S+\/in\/\S+/g) ?? [];
  assert.ok(you && operator, said);

  const reader = await browser.page();
  await reader.goto(you);
  await reader.locator("main form button").click();
  await reader.waitForURL(url => !url.pathname.startsWith("/in/"));
  // The question comes when the night has come to 21:44: some seconds at this speed.
  const safe = reader.locator("form button[value=safe]");
  for (let i = 0; i < 60 && !await safe.isVisible(); i += 1) {
    await reader.waitForTimeout(500);
    await reader.goto("/");
  }
  assert.match(await reader.locator(".drill").innerText(), /EXERCICE/);
  await safe.click();
  await reader.getByRole("status").first().waitFor();
  await reader.goto("/people");
  await reader.locator("main .st.is-safe").first().waitFor();

  const desk = await browser.page({ wide: true });
  await desk.goto(operator);
  await desk.locator("main form button").click();
  await desk.waitForURL("**/console");
  await desk.locator("main a[href^='/console/i/']").first().click();
  const safeCount = desk.locator("#kpis .kpi", { has: desk.locator(".is-safe") }).first().locator(".num");
  const first = Number((await safeCount.innerText()).replace(/\D/g, ""));
  assert.ok(first >= 1);
  for (let i = 0; i < 60; i += 1) {
    if (Number((await safeCount.innerText()).replace(/\D/g, "")) > first) break;
    await desk.waitForTimeout(250);
  }
  assert.ok(Number((await safeCount.innerText()).replace(/\D/g, "")) > first, "the numbers follow the stream without reload");
  browser.calm();
});

test("the demo ends by a signal and leaves nothing running", async () => {
  await demo.stop("SIGINT");
  await assert.rejects(fetch(browser.url));
});
