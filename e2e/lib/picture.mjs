// A photo of nobody: a head and shoulders, drawn here, as a file that says where it was taken.

import { crc32, deflateSync } from "node:zlib";

/** What stands in the file besides the picture, and nowhere afterwards. */
export const CANARY = "Canari: 48.8653, 2.3747";

/** A part of a PNG (W3C PNG, 5.3). @param {string} kind @param {Buffer} body */
const chunk = (kind, body) => {
  const whole = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(whole));
  return Buffer.concat([size, whole, sum]);
};

/** A PNG of 400 × 500, whose shirt has this colour. @param {number[]} [shirt] */
export const portrait = (shirt = [38, 92, 66]) => {
  const [width, height] = [400, 500];
  const inside = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ cx, /** @type {number} */ cy, /** @type {number} */ rx, /** @type {number} */ ry) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const skin = inside(x, y, 200, 205, 76, 98) || (Math.abs(x - 200) < 36 && y > 270 && y < 362);
      const hair = inside(x, y, 200, 185, 108, 128) && y < 290;
      const body = inside(x, y, 200, 520, 185, 180);
      row.set(skin ? [214, 178, 152] : hair ? [74, 52, 40] : body ? shirt : [150, 170 - y / 10, 176 - y / 12], 1 + x * 3);
    }
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("tEXt", Buffer.from(`Comment\0${CANARY}`, "latin1")),
    chunk("IDAT", deflateSync(Buffer.concat(rows))), chunk("IEND", Buffer.alloc(0)),
  ]);
};
