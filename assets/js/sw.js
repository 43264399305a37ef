// @ts-check
// The service worker. Before it the server writes SHELL (a version, the files of the shell, the icon) and loads rz-queue.js.
// A page is kept only when it says so (Rz-Keep), apart for each reader (Rz-Whose); another reader's are forgotten as soon as this one, or
// none, is heard of. Addresses with a secret, the console and the API never say so.

const sw = /** @type {any} */ (self);
const { version, files, icon } = sw.SHELL;
const queue = sw.rz;
const NAME = `rz-shell-${version}`;
const PAGES = "rz-pages";
/** How long a page is waited for when there is a copy, in milliseconds. */
const PATIENCE = 3000;
/** @type {CacheQueryOptions} */
const any = { ignoreVary: true };
let reader = "";

/** @param {string} name @param {(event: any) => unknown} act */
const on = (name, act) => sw.addEventListener(name, act);
const shell = () => caches.open(NAME);

on("install", event => event.waitUntil(shell().then(all => all.addAll(files)).then(() => sw.skipWaiting())));
on("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("rz-shell") && name !== NAME) await caches.delete(name);
  await sw.clients.claim();
})()));

/** Where this reader's pages are; all others' are forgotten. @param {string} whose */
const belongs = async whose => {
  const own = PAGES + whose;
  if (reader !== whose) {
    for (const name of await caches.keys()) if (name.startsWith(PAGES) && name !== own) await caches.delete(name);
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
  const copy = caches.match(name, any);
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
  return old ? stamped(old) : await caches.match("/offline", any) ?? Response.error();
};

/** @param {string} path */
const stem = path => path.replace(/\.[\w-]{12}\./, ".");
/** @param {Request} request @param {string} path */
const asset = async (request, path) => {
  const hit = await caches.match(request, any);
  if (hit) return hit;
  const fresh = await fetch(request).catch(() => null);
  // A page that was kept before the server changed asks for a file by its old name.
  const twin = !fresh?.ok && files.find((/** @type {string} */ file) => stem(file) === stem(path));
  return twin && await caches.match(twin, any) || fresh || Response.error();
};

on("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || pathname === "/me/export") return;
  if (pathname.startsWith("/assets/")) event.respondWith(asset(request, pathname));
  else if (request.mode === "navigate") event.respondWith(page(event));
});

// The first page was there before the worker; what was drawn live is newer than its copy.
on("message", event => event.waitUntil(fetch(event.data).then(answer => keep(key(event.data), answer)).catch(() => {})));

// Fails while something is left: the browser tries again later.
on("sync", event => event.waitUntil(queue.flush().then((/** @type {boolean} */ done) => done || Promise.reject(new Error("later")))));

on("push", event => {
  const { title, text, url, tag, silent, lang, dir, ack } = event.data.json();
  const shown = sw.registration.showNotification(title, { body: text, tag, silent: silent !== false, lang, dir, icon, data: url });
  const told = ack && ours(ack) && fetch(ack, { method: "POST", credentials: "omit" }).catch(() => {});
  event.waitUntil(Promise.all([shown, told]));
});

/** @param {string} url */
const ours = url => new URL(url, location.origin).origin === location.origin;

on("notificationclick", event => {
  const url = event.notification.data || "/";
  event.notification.close();
  event.waitUntil(sw.clients.openWindow(ours(url) ? url : "/"));
});

// The push service gave another address: the server is told, or its messages would go to the old one.
on("pushsubscriptionchange", event => event.waitUntil((async () => {
  const ours = event.oldSubscription?.options.applicationServerKey ?? (await (await fetch("/api/v1/push/key")).json()).key;
  const it = event.newSubscription ?? await sw.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: ours });
  await fetch("/api/v1/me/push", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(it) });
})()));
