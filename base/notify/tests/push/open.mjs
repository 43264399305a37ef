// Reads what was sealed with somebody else's program: `http_ece` of npm for the messages, Node's own cryptography for the token.
// Called with the folder whose node_modules has it; takes and gives a line of JSON.
import { createECDH, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ece = createRequire(join(process.argv[2], "package.json"))("http_ece");
const { number, secret, bodies, token, key, say } = JSON.parse(readFileSync(0, "utf8"));

const browser = createECDH("prime256v1");
browser.setPrivateKey(Buffer.from(number, "base64url"));
const texts = bodies.map(body =>
  ece.decrypt(Buffer.from(body, "base64url"), { version: "aes128gcm", privateKey: browser, authSecret: secret }).toString("base64url"));

const sender = createECDH("prime256v1");
sender.generateKeys();
const sealed = ece.encrypt(Buffer.from(say), { version: "aes128gcm", privateKey: sender, dh: browser.getPublicKey("base64url"), authSecret: secret });

const point = Buffer.from(key, "base64url");
const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
const [head, claims, signature] = token.split(".");
const good = verify("sha256", Buffer.from(`${head}.${claims}`), { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
  Buffer.from(signature, "base64url"));

console.log(JSON.stringify({ texts, sealed: sealed.toString("base64url"), claims: good ? JSON.parse(Buffer.from(claims, "base64url").toString()) : null }));
