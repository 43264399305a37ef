// A server and a browser for the tests of one file.

import { after, afterEach, before } from "node:test";
import { Browser } from "./browser.mjs";
import { Server } from "./server.mjs";

/**
 * Starts both before the tests of this file, ends them after, and after each test asks whether the pages were calm.
 * @param {(scene: { server: Server, browser: Browser }) => Promise<void>} [prepare]
 */
export const scene = prepare => {
  const it = /** @type {{ server: Server, browser: Browser }} */ ({});
  before(async () => {
    it.server = await Server.start();
    it.browser = await Browser.start(it.server.url);
    await prepare?.(it);
  });
  afterEach(async () => {
    await Promise.all(it.browser.browser.contexts().map(c => c.close()));
    it.browser.calm();
  });
  after(async () => {
    await it.browser?.end();
    await it.server?.end();
  });
  return it;
};
