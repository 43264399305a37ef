// A mail server for journeys: it takes every mail, on a free port of this machine, and keeps it for whoever waits for it.

import { once } from "node:events";
import { createServer } from "node:net";

/** A mail that arrived: to whom, and as it came. @typedef {{ to: string, text: string }} Mail */

/** What a mail says where lines are cut and letters are written as numbers (RFC 2045, 6.7). @param {string} text */
const plain = text => Buffer.from(text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString("utf8");

/** Speaks with one who brings mails (RFC 5321), as far as nobody here needs more. @param {import("node:net").Socket} socket @param {(mail: Mail) => void} take */
const speak = (socket, take) => {
  let waits = "";
  let to = "";
  /** @type {string[] | null} */
  let lines = null;
  const say = (/** @type {string} */ text) => socket.write(`${text}\r\n`);
  const hear = (/** @type {string} */ line) => {
    if (lines && line !== ".") return void lines.push(line.replace(/^\.\./, "."));
    if (lines) {
      take({ to, text: plain(lines.join("\r\n")) });
      lines = null;
      return void say("250 OK");
    }
    const [verb = ""] = line.toUpperCase().split(" ");
    if (verb === "RCPT") to = /<([^>]*)>/.exec(line)?.[1] ?? "";
    if (verb === "DATA") { lines = []; return void say("354 go on"); }
    if (verb === "QUIT") return void socket.end("221 bye\r\n");
    if (verb === "EHLO") return void say("250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8");
    say("250 OK");
  };
  socket.setEncoding("latin1");
  socket.on("error", () => {});
  socket.on("data", data => {
    const all = (waits + data).split("\r\n");
    waits = all.pop() ?? "";
    all.forEach(hear);
  });
  say("220 localhost");
};

/** Starts one. Its `settings` are those of a server that sends through it. */
export const mailServer = async () => {
  /** @type {Mail[]} */
  const mails = [];
  const server = createServer(socket => speak(socket, mail => mails.push(mail))).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  /** The first mail to this address that fits. @param {string} to @param {RegExp} fits @returns {Promise<RegExpExecArray>} */
  const find = async (to, fits) => {
    for (let i = 0; i < 300; i += 1) {
      for (const mail of mails) {
        const found = mail.to === to ? fits.exec(mail.text) : null;
        if (found) return found;
      }
      await new Promise(later => setTimeout(later, 50));
    }
    throw new Error(`no mail to ${to} has ${fits}`);
  };
  return { settings: `[email]\nurl = "smtp://127.0.0.1:${port}"\nfrom = "Rhizome <alerte@example.org>"\n`, find, end: () => { server.close(); } };
};

/** @typedef {Awaited<ReturnType<typeof mailServer>>} MailServer */

/** Somebody inside the zone who is written to by mail: their address is proven by the code that comes.
 * @param {import("./server.mjs").Server} server @param {MailServer} mail @param {string} name @param {string} contact @returns {Promise<import("./server.mjs").Person>} */
export const mailed = async (server, mail, name, contact) => {
  const { id, token, proof } = await server.api("POST", "/people", { name, contact });
  const [, code] = await mail.find(contact, /(?:^|\D)(\d{6})(?:\D|$)/m);
  await server.api("POST", `/contacts/proofs/${proof}`, { code }, { token });
  await server.api("PUT", "/me/position", { lat: 48.863, lon: 2.371 }, { token });
  return { id, name, token };
};

/** The path of the address in a mail that ends its kind, asked for by this incident's name. @param {MailServer} mail @param {string} contact */
export const stopPath = async (mail, contact) => {
  const [, path] = await mail.find(contact, /List-Unsubscribe:\s*<https?:\/\/[^/>]+(\/u\/[^>]+)>/i);
  return path ?? "";
};
