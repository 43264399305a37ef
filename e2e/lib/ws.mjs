// WebSocket (RFC 6455) in a few lines, both ends: text messages between programs of one machine.

import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";

/** @typedef {import("node:net").Socket} Socket */
/** @typedef {{ send: (message: unknown) => void, close: () => void }} Line */

const accept = (/** @type {string} */ key) => createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

/** A frame; a client's is masked. @param {number} kind @param {Buffer} body @param {boolean} masked */
const frame = (kind, body, masked) => {
  const size = body.length < 126 ? [body.length] : body.length < 65536 ? [126, body.length >> 8, body.length & 255] : [127, 0, 0, 0, 0, ...[24, 16, 8, 0].map(n => (body.length >>> n) & 255)];
  size[0] |= masked ? 128 : 0;
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from([128 | kind, ...size]), mask, masked ? body.map((b, i) => b ^ mask[i % 4]) : body]);
};

/**
 * Reads messages of a socket after its handshake.
 * @param {Socket} socket @param {Buffer} first @param {boolean} masked @param {(message: any, line: Line) => void} hear @returns {Line}
 */
const talk = (socket, first, masked, hear) => {
  let waiting = first;
  /** @type {Buffer[]} */
  let parts = [];
  const line = {
    send: (/** @type {unknown} */ message) => void socket.write(frame(1, Buffer.from(JSON.stringify(message)), masked)),
    close: () => void socket.destroy(),
  };
  const read = () => {
    for (;;) {
      if (waiting.length < 2) return;
      let [at, size] = [2, waiting[1] & 127];
      if (size > 125) {
        const wide = size === 126 ? 2 : 8;
        if (waiting.length < 2 + wide) return;
        size = wide === 2 ? waiting.readUInt16BE(2) : Number(waiting.readBigUInt64BE(2));
        at += wide;
      }
      const mask = waiting[1] & 128 ? waiting.subarray(at, at += 4) : null;
      if (waiting.length < at + size) return;
      const body = Buffer.from(waiting.subarray(at, at + size)).map((b, i) => mask ? b ^ mask[i % 4] : b);
      const [last, kind] = [waiting[0] & 128, waiting[0] & 15];
      waiting = waiting.subarray(at + size);
      if (kind === 8) return void socket.end();
      if (kind === 9) socket.write(frame(10, Buffer.from(body), masked));
      if (kind > 2) continue;
      parts.push(Buffer.from(body));
      if (!last) continue;
      const text = Buffer.concat(parts).toString();
      parts = [];
      hear(JSON.parse(text), line);
    }
  };
  socket.on("data", more => { waiting = Buffer.concat([waiting, /** @type {Buffer} */ (more)]); read(); });
  socket.on("error", () => {});
  queueMicrotask(read);
  return line;
};

/** Lets browsers speak on this server. @param {import("node:http").Server} server @param {(message: any, line: Line) => void} hear */
export const listen = (server, hear) => server.on("upgrade", (asked, socket, head) => {
  const key = accept(String(asked.headers["sec-websocket-key"]));
  const protocol = asked.headers["sec-websocket-protocol"] ? `Sec-WebSocket-Protocol: ${asked.headers["sec-websocket-protocol"]}\r\n` : "";
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n${protocol}\r\n`);
  talk(/** @type {Socket} */ (socket), head, false, hear);
});

/** Speaks to a server. @param {string} url @param {(message: any) => void} hear */
export const speak = async (url, hear) => {
  const { hostname, port, pathname } = new URL(url);
  const headers = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": randomBytes(16).toString("base64") };
  const asked = request({ host: hostname, port, path: pathname, headers });
  asked.end();
  const [, socket, head] = await once(asked, "upgrade");
  return talk(socket, head, true, hear);
};
