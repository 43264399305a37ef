// @ts-check
// The service worker. Before it the server writes SHELL (a version, the files of the shell, the icon) and loads rz-queue.js; after it stands
// sw-push.js.
// A page is kept only when it says so (Rz-Keep), apart for each reader (Rz-Whose); another reader's are forgotten as soon as this one, or
// none, is heard of. Addresses with a secret, the console and the API never say so.

const sw = /** @type {any} */ (self);
const { version, files } = sw.SHELL;
const queue = sw.rz;
const NAME = `rz-shell-${version}`;
const PAGES = "rz-pages";
/** How long a page is waited for when there is a copy, in milliseconds. */
const PATIENCE = 3000;
let reader = "";

/** @param {string} name @param {(event: any) => Promise<unknown>} act */
const on = (name, act) => sw.addEventListener(name, (/** @type {any} */ event) => event.waitUntil(act(event)));
const shell = () => caches.open(NAME);
/** @param {RequestInfo} key */
const find = key => caches.match(key, { ignoreVary: true });

on("install", async () => {
  await (await shell()).addAll(files);
  await sw.skipWaiting();
});
on("activate", async () => {
  await queue.wipe("rz-shell", NAME);
  await sw.clients.claim();
});

/** Where this reader's pages are; all others' are forgotten. @param {string} whose */
const belongs = async whose => {
  const own = PAGES + whose;
  if (reader !== whose) {
    await queue.wipe(PAGES, own);
    if (whose !== "-") for (const it of await queue.all()) if (it.whose !== "-" && it.whose !== whose) await queue.drop(it.id);
    reader = whose;
  }
  return caches.open(own);
};

/** @param {string} name @param {Response} answer */
const keep = async (name, answer) => {
  const { headers, status } = answer;
  const copy = headers.has("Rz-Keep") && !name.includes("?") && answer.clone();
  const whose = headers.get("Rz-Whose");
  // A server that fails may not know who is reading.
  if (!whose || status >= 500) return;
  const pages = await belongs(whose);
  if (copy) await pages.put(name, copy);
};

/** The address without the choice of a language. @param {string} address */
const key = address => {
  const url = new URL(address);
  url.searchParams.delete("lang");
  return url.pathname + url.search;
};

/** A copy, with the time at which it was true. @param {Response} old */
const stamped = async old => {
  const { headers } = old;
  return new Response((await old.text()).replace("<html", `<html data-kept="${Date.parse(headers.get("Date") ?? "")}"`), { headers });
};

/** @param {any} event */
const page = async event => {
  const name = key(event.request.url);
  const copy = find(name);
  /** @type {Promise<Response>} */
  const net = fetch(event.request);
  event.waitUntil(net.then(answer => keep(name, answer)).catch(() => {}));
  // Another language was chosen: what says that there is no network speaks it too.
  if (!event.request.url.endsWith(name)) event.waitUntil(net.then(async () => (await shell()).add("/offline")).catch(() => {}));
  const old = await copy;
  const late = new Promise((_, no) => setTimeout(no, old ? PATIENCE : 600000));
  try {
    const answer = /** @type {Response} */ (await Promise.race([net, late]));
    if (answer.status < 500 || !old) return answer;
  } catch { /* No network, or too slow: what there is. */ }
  return old ? stamped(old) : await find("/offline") ?? Response.error();
};

/** @param {string} path */
const stem = path => path.replace(/\.[\w-]{12}\./, ".");
/** @param {Request} request @param {string} path */
const asset = async (request, path) => {
  const hit = await find(request);
  if (hit) return hit;
  const fresh = await fetch(request).catch(() => null);
  // A page that was kept before the server changed asks for a file by its old name.
  const twin = !fresh?.ok && files.find((/** @type {string} */ file) => stem(file) === stem(path));
  return twin && await find(twin) || fresh || Response.error();
};

sw.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname === "/me/export") return;
  if (pathname.startsWith("/assets/")) event.respondWith(asset(request, pathname));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

// The first page was there before the worker; what was drawn live is newer than its copy.
on("message", ({ data }) => fetch(data).then(answer => keep(key(data), answer)).catch(() => {}));

// Fails while something is left: the browser tries again later.
on("sync", () => queue.flush().then((/** @type {boolean} */ done) => done || Promise.reject(new Error("later"))));
