// A push service of the tests' own: it takes messages over HTTP (RFC 8030), keeps what it was asked, and hands them to browsers that
// speak the WebSocket protocol of Mozilla's push service.

import { randomBytes, randomUUID, createECDH } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
// @ts-ignore it comes without types
import ece from "http_ece";
import { listen } from "./ws.mjs";

/** @typedef {{ path: string, headers: import("node:http").IncomingHttpHeaders, body: Buffer }} Asked */

export class PushService {
  /** @type {Asked[]} */
  asked = [];
  /** What browsers said they did with messages. @type {any[]} */
  acks = [];
  /** @type {Map<string, { line: import("./ws.mjs").Line, channel: string }>} */
  #channels = new Map();
  #known = new Set();

  #server = createServer((asked, answer) => void this.#take(asked, answer));
  url = "";
  socket = "";

  static async start() {
    const it = new PushService();
    listen(it.#server, (message, line) => it.#hear(message, line));
    it.#server.listen(0, "127.0.0.1");
    await once(it.#server, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (it.#server.address());
    it.url = `http://127.0.0.1:${port}`;
    it.socket = `ws://127.0.0.1:${port}/`;
    return it;
  }

  /** Knows no browser any more: each comes back as a new one, whose old addresses are gone. */
  forget() {
    this.#known.clear();
    for (const { line } of this.#channels.values()) line.close();
    this.#channels.clear();
  }

  end() {
    for (const { line } of this.#channels.values()) line.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** @param {import("node:http").IncomingMessage} asked @param {import("node:http").ServerResponse} answer */
  async #take(asked, answer) {
    const parts = [];
    for await (const part of asked) parts.push(part);
    const body = Buffer.concat(parts);
    const path = asked.url ?? "";
    this.asked.push({ path, headers: asked.headers, body });
    const to = this.#channels.get(path);
    // What begins with /wpush/ is a browser's that speaks with us, or did.
    if (!to && path.startsWith("/wpush/")) return void answer.writeHead(410).end();
    to?.line.send({
      messageType: "notification", channelID: to.channel, version: randomUUID(), data: body.toString("base64url"), headers: { encoding: "aes128gcm" },
    });
    answer.writeHead(201, { Location: `${this.url}/m/${this.asked.length}`, TTL: String(asked.headers.ttl ?? 0) }).end();
  }

  /** @param {any} message @param {import("./ws.mjs").Line} line */
  #hear(message, line) {
    const { messageType, channelID } = message;
    if (messageType === undefined) line.send({});
    if (messageType === "hello") {
      const uaid = this.#known.has(message.uaid) ? message.uaid : randomBytes(16).toString("hex");
      this.#known.add(uaid);
      line.send({ messageType, uaid, status: 200, use_webpush: true, broadcasts: {} });
    }
    if (messageType === "register") {
      const path = `/wpush/${randomBytes(12).toString("hex")}`;
      this.#channels.set(path, { line, channel: channelID });
      line.send({ messageType, channelID, status: 200, pushEndpoint: this.url + path });
    }
    if (messageType === "unregister") line.send({ messageType, channelID, status: 200 });
    if (messageType === "ack") this.acks.push(...message.updates);
  }
}

/** The keys of a browser, and what opens its messages: a program that is not ours. */
export const keys = () => {
  const key = createECDH("prime256v1");
  key.generateKeys();
  const secret = randomBytes(16).toString("base64url");
  return {
    subscription: { p256dh: key.getPublicKey("base64url"), auth: secret },
    open: (/** @type {Buffer} */ body) => ece.decrypt(body, { version: "aes128gcm", privateKey: key, authSecret: secret }).toString(),
  };
};
