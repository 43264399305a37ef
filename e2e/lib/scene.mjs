// A server and a browser for the tests of one file.

import { after, afterEach, before } from "node:test";
import { Browser } from "./browser.mjs";
import { mailServer } from "./mail.mjs";
import { Server } from "./server.mjs";

/**
 * Starts both before the tests of this file, ends them after, and after each test asks whether the pages were calm.
 * @param {(scene: { server: Server, browser: Browser, mail: import("./mail.mjs").MailServer }) => Promise<void>} [prepare]
 * @param {{ mails?: boolean, settings?: string }} [how] whether this server sends mails, to a mail server of the tests' own; more of its settings
 */
export const scene = (prepare, { mails = false, settings = "" } = {}) => {
  const it = /** @type {{ server: Server, browser: Browser, mail: import("./mail.mjs").MailServer }} */ ({});
  before(async () => {
    it.mail = await mailServer();
    it.server = await Server.start(mails ? it.mail.settings : settings);
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
    it.mail?.end();
  });
  return it;
};
