// What a page weighs on the wire, headers not included.

import { get } from "node:http";

/** The bytes of an answer as a browser that takes brotli gets them, and their text. @param {string} url @param {string} [cookie] @param {string} [lang]
 * @returns {Promise<{ bytes: number, coding: string, status: number, body: Buffer, cached: string }>} */
export const fetched = (url, cookie, lang = "fr") => new Promise((done, failed) => {
  const headers = { "Accept-Encoding": "br", "Accept-Language": lang, ...(cookie ? { Cookie: cookie } : {}) };
  get(url, { headers }, answer => {
    /** @type {Buffer[]} */
    const parts = [];
    answer.on("data", part => parts.push(part)).on("error", failed).on("end", () => {
      const body = Buffer.concat(parts);
      const { "content-encoding": coding = "", "cache-control": cached = "" } = answer.headers;
      done({ bytes: body.length, coding, status: answer.statusCode ?? 0, body, cached });
    });
  }).on("error", failed);
});

/** The addresses that a page asks for to be drawn and to work. @param {string} html */
export const parts = html => ({
  styles: [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(m => m[1] ?? ""),
  scripts: [...html.matchAll(/<script type="module" src="([^"]+)"/g)].map(m => m[1] ?? ""),
  icons: [...html.matchAll(/<link rel="(?:icon|manifest)" href="([^"]+)"/g)].map(m => m[1] ?? ""),
});
