// The link that every message carries: looking at it answers nothing, its button does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./lib/scene.mjs";

const it = scene();

/** @param {import("./lib/server.mjs").Person} person */
const prompts = async person => (await it.server.api("GET", "/me/prompts", undefined, { token: person.token })).prompts.length;

for (const js of [true, false]) {
  test(`opening the link answers nothing, its button answers, and nobody is signed in (${js ? "with" : "without"} JavaScript)`, async () => {
    const ines = await it.server.person("Inès M.");
    const { id } = await it.server.incident();
    const link = await it.server.asked(ines, id);
    for (const method of ["GET", "HEAD", "GET"]) {
      const answer = await fetch(link, { method, headers: { "User-Agent": "previewer" } });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("set-cookie"), null);
    }
    assert.ok(await prompts(ines) >= 1, "looking is no answer");
    const page = await it.browser.page({ js });
    await page.goto(link);
    await page.locator("form button[name=is][value=safe]").click();
    await page.waitForURL(url => url.href !== link);
    await page.getByRole("status").first().waitFor();
    const me = await it.server.api("GET", "/me/status", undefined, { token: ines.token });
    assert.equal(me.statuses.find((/** @type {{ incident: string }} */ s) => s.incident === id).state, "safe");
    assert.deepEqual((await page.context().cookies()).filter(c => c.name.endsWith("rz")), []);
    await page.goto("/people");
    assert.match(page.url(), /\/sign-in/, "the link shows no circle");
    // It answers again: people change their mind.
    await page.goto(link);
    await page.locator("form button[name=is][value=need_help]").click();
    await page.waitForURL(url => url.href !== link);
    const again = await it.server.api("GET", "/me/status", undefined, { token: ines.token });
    assert.equal(again.statuses.find((/** @type {{ incident: string }} */ s) => s.incident === id).state, "need_help");
  });
}

test("a link that was tampered with is refused calmly", async () => {
  const ines = await it.server.person("Inès M.");
  const { id } = await it.server.incident();
  const link = await it.server.asked(ines, id);
  const page = await it.browser.page();
  const last = link.at(-1) === "A" ? "B" : "A";
  const answer = await page.goto(link.slice(0, -1) + last);
  assert.ok(answer && answer.status() >= 400 && answer.status() < 500, String(answer?.status()));
  assert.equal(await page.locator("form[data-answer]").count(), 0);
  assert.equal(await page.locator("main .call a").count(), 3, "the emergency numbers are there");
});
