// @ts-check
// Answers and declarations: kept on this device from the press on, sent without leaving the page, sent again until the server has them.
// What waits, what was refused and what left late is said on the page; its words come with it, in <template id="kept">.

/** @typedef {import("./rz-queue.js").Waiting} Waiting */
/** @typedef {import("./rz-queue.js").News} News */
/** @type {{ put(it: Waiting): Promise<void>, drop(id: string): Promise<void>, all(): Promise<Waiting[]>, send(it: Waiting, whose?: string): Promise<News>,
 *   flush(heard?: (news: News) => void): Promise<boolean>, forget(waiting?: boolean): Promise<void>, wire: BroadcastChannel }} */
const { put, drop, all, send, flush, forget, wire } = /** @type {any} */ (self).rz;
/** @template {Element} T @param {string} css @param {(el: T) => void} act @param {ParentNode} [root] */
const each = (css, act, root = document) => /** @type {NodeListOf<T>} */ (root.querySelectorAll(css)).forEach(act);
const html = document.documentElement;
const device = navigator.serviceWorker;
const net = document.getElementById("net");
const words = /** @type {HTMLTemplateElement} */ (document.getElementById("kept"));
const [waits, refused, left, old] = /** @type {[Element, Element, Element, Element]} */ (/** @type {unknown} */ ([...words.content.children]));
const box = document.createElement("div");
box.className = "stack mb5";
/** What was pressed on this very page. */
const mine = new Set();
const told = new Set();
let pause = 5000;
let again = 0;

/** The word about the network, unless what waits says so already. @param {boolean} off */
const offline = off => { if (net) net.hidden = !off || !!box.firstChild; };
/** Names a press: nobody can guess it. */
const fresh = () => crypto.getRandomValues(new Uint32Array(4)).join("");

/** Sun 23:41, or dim. 23 h 41. @param {number | string} when */
const clock = when => new Date(when).toLocaleString(html.lang + "-u-nu-latn", { weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false, timeZone: words.dataset.zone })
  .replace(":", html.lang === "fr" ? "\u00a0h\u00a0" : ":");

/** @param {Element} part @param {Record<string, string>} say */
const card = (part, say) => {
  const made = /** @type {HTMLElement} */ (part.cloneNode(true));
  const walk = document.createTreeWalker(made, 4);
  while (walk.nextNode()) walk.currentNode.nodeValue = `${walk.currentNode.nodeValue}`.replace(/\{(\w+)\}/g, (_, name) => say[name] ?? "");
  if (say.id) made.dataset.id = say.id;
  if (say.next) made.querySelector("a")?.setAttribute("href", say.next);
  box.append(made);
};

const show = async () => {
  const list = await all();
  each("[data-id]", e => e.remove(), box);
  for (const { id, what, at, refused: why } of list) card(why ? refused : waits, { id, what, time: clock(at), why: why ?? "" });
  if (box.firstChild) document.querySelector("main")?.prepend(box);
};

/** Lets the server draw the form again, with what was typed and what is wrong. @param {Waiting} it */
const redraw = async ({ id, url, body }) => {
  await drop(id);
  const form = Object.assign(document.createElement("form"), { method: "post", action: url, hidden: true });
  new URLSearchParams(body).forEach((value, name) => form.append(Object.assign(document.createElement("input"), { name, value })));
  document.body.append(form);
  form.submit();
};

/** @param {News} news */
const heard = ({ it, next, unfit }) => {
  offline(false);
  pause = 5000;
  const own = mine.delete(it.id);
  if (own && unfit) redraw(it);
  else if (own && next && !document.activeElement?.matches("main input")) location.assign(next);
  else {
    // The page and the worker may both have sent it.
    if (next && !told.has(it.id)) card(left, { what: it.what, time: clock(Date.now()), next });
    told.add(it.id);
    show();
  }
};
wire.onmessage = ({ data }) => heard(data);

const leave = async () => {
  clearTimeout(again);
  await show();
  if (await flush(heard)) return;
  offline(true);
  // Not all at the same moment, when a network comes back for everybody.
  again = setTimeout(leave, pause * (1 + Math.random() / 2));
  pause = Math.min(pause * 2, 60000);
};

/** @param {HTMLFormElement} form @param {boolean} on */
const busy = (form, on) => {
  form.inert = on;
  form.setAttribute("aria-busy", `${on}`);
};
/** Another press gets another key. @param {HTMLFormElement} form */
const renew = form => {
  busy(form, false);
  each("[name=key],[name=once]", /** @param {HTMLInputElement} i */ i => { i.value = fresh(); }, form);
};

/** @param {HTMLFormElement} form @param {HTMLButtonElement | null} button */
const press = async (form, button) => {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  if (button?.name) body.append(button.name, button.value);
  const whose = /** @type {HTMLElement | null} */ (form.querySelector("[data-whose]"))?.dataset.whose ?? "-";
  const key = body.get("key") || fresh();
  const at = new Date().toISOString();
  const id = key + at;
  const url = button?.getAttribute("formaction") || `${form.getAttribute("action")}`;
  const whom = body.get("name") || form.querySelector("[name=about]:checked + span")?.textContent;
  const what = button?.innerText.split("\n")[0] + (whom ? ` · ${whom}` : "");
  ["csrf", "key"].forEach(name => body.delete(name));
  const same = url + `${body}`.replace(body.get("once") ?? "", "");
  body.set("key", key);
  body.set("at", at);
  // Pressed twice is pressed once; what was refused before is pressed anew.
  let it = (await all()).find(other => other.same === same);
  if (it?.refused) await drop(it.id);
  if (!it || it.refused) await put(it = { id, url, body: `${body}`, same, what, at, whose });
  mine.add(it.id);
  device?.ready.then(ready => /** @type {any} */ (ready).sync?.register("rz")).catch(() => {});
  const slow = setTimeout(show, 4000);
  await send(it, whose === "-" ? "*" : whose).then(heard, async () => {
    form.reset();
    renew(form);
    await show();
    offline(true);
    again = setTimeout(leave, pause);
  });
  clearTimeout(slow);
  busy(form, false);
};

/** Leaves the device clean. @param {HTMLFormElement} form @param {string} sure */
const out = async (form, sure) => {
  if ((await all()).length && !confirm(sure)) return;
  await (await device?.getRegistration())?.unregister();
  await forget(true);
  form.submit();
};

document.addEventListener("submit", event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const sure = form.dataset.forget;
  if (!sure && !form.matches("[data-answer]")) return;
  event.preventDefault();
  if (sure) out(form, sure);
  else if (form.getAttribute("aria-busy") !== "true") {
    press(form, /** @type {HTMLButtonElement | null} */ (event.submitter));
    busy(form, true);
  }
});

box.addEventListener("click", async event => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  const of = button?.closest("[data-id]")?.getAttribute("data-id");
  const it = (await all()).find(it => it.id === of);
  if (!it) return;
  if (button?.value) {
    mine.add(it.id);
    await send(it).then(heard, () => offline(true));
  } else drop(it.id).then(show);
});

addEventListener("online", leave);
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) each("form[data-answer]", renew);
  leave();
});
if (html.dataset.kept) card(old, { time: clock(Number(html.dataset.kept)) });
if (document.querySelector("[data-forgotten]")) forget(true);

// ---- The service worker: after the page, so that nothing that is needed now waits for it.

const keep = () => { if ("keep" in html.dataset) device?.controller?.postMessage(location.href); };
// Once it is put away, not each time that something moves.
document.addEventListener("rz:fresh", () => document.addEventListener("visibilitychange", keep, { once: true }));
if (!device?.controller) device?.addEventListener("controllerchange", keep, { once: true });
addEventListener("load", () => device?.register("/sw.js").catch(() => {}));
