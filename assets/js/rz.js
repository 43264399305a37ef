// @ts-check
// Makes pages smoother; every one of them works without it. Each part does nothing when its element is absent.

/** @template {Element} T @param {string} css @param {(el: T) => void} act @param {ParentNode} [root] */
const each = (css, act, root = document) => /** @type {NodeListOf<T>} */ (root.querySelectorAll(css)).forEach(act);
const net = document.getElementById("net");

/** Shows or hides the word about the network. @param {boolean} off */
const offline = off => { if (net) net.hidden = !off; };
addEventListener("offline", () => offline(true));
addEventListener("online", () => offline(false));
if (navigator.onLine === false) offline(true);

// ---- Answers: sent without leaving the page, kept and sent again until the server has them.

/** @typedef {{ url: string, body: URLSearchParams, key: string, form: HTMLFormElement }} Pending */
/** @type {Pending | null} */
let pending = null;

/** @param {HTMLFormElement} form @param {boolean} on */
const busy = (form, on) => {
  form.setAttribute("aria-busy", String(on));
  each("button", /** @param {HTMLButtonElement} b */ b => { b.disabled = on; }, form);
};

const send = async () => {
  const it = pending;
  if (!it) return;
  try {
    const answer = await fetch(it.url, {
      method: "POST", body: it.body, credentials: "same-origin",
      headers: { "Idempotency-Key": it.key, Accept: "text/html" },
    });
    if (answer.status >= 500) throw new Error(String(answer.status));
    pending = null;
    offline(false);
    if (answer.redirected) { location.assign(answer.url); return; }
    show(await answer.text());
  } catch {
    // The press and its time are kept: the server takes a late answer as what it was.
    offline(true);
    setTimeout(send, 5000);
  }
};

/** Puts a page that came as an answer in the place of this one. @param {string} html */
const show = html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main");
  if (!main) { location.reload(); return; }
  document.title = page.title;
  document.querySelector("main")?.replaceWith(main);
  start(main);
  const first = /** @type {HTMLElement | null} */ (main.querySelector("[data-focus]"));
  (first ?? main).focus();
};

document.addEventListener("submit", event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-answer]") || form.method !== "post" || pending) return;
  event.preventDefault();
  const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
  const body = new URLSearchParams();
  new FormData(form, button).forEach((value, name) => body.append(name, String(value)));
  const key = body.get("key") || crypto.randomUUID?.() || String(Date.now()) + Math.random();
  body.set("key", key);
  body.set("at", new Date().toISOString());
  pending = { url: button?.hasAttribute("formaction") ? button.formAction : form.action, body, key, form };
  busy(form, true);
  // A form that hangs can be pressed again after a while; the key makes it one answer.
  setTimeout(() => busy(form, false), 8000);
  send();
});
addEventListener("online", send);
// A page that comes back with "back" is not the press that was sent from it: another press gets another key.
addEventListener("pageshow", event => {
  if (!event.persisted) return;
  pending = null;
  each("form[data-answer]", /** @param {HTMLFormElement} form */ form => {
    busy(form, false);
    each("[name=key]", /** @param {HTMLInputElement} i */ i => { i.value = crypto.randomUUID?.().replaceAll("-", "") || i.value; }, form);
  });
});

// ---- Times that go on: the server says how many minutes ago; the page counts from there.

const opened = Date.now();
const lang = document.documentElement.lang || "fr";
const relative = Intl.RelativeTimeFormat && new Intl.RelativeTimeFormat(lang, { style: "short" });
/** @param {HTMLElement} time */
const tick = time => {
  const born = Number(time.dataset.born ||= String(Date.now()));
  const gone = Math.floor(Number(time.dataset.ago) + (Date.now() - born) / 60000);
  if (!relative || !time.dataset.ago || gone < 1 || gone >= 720) return;
  const text = gone < 60 ? relative.format(-gone, "minute") : relative.format(-Math.floor(gone / 60), "hour");
  if (Date.now() - opened > 50000 && time.textContent !== text) time.textContent = text;
};
setInterval(() => each("time[data-ago]", tick), 20000);

// ---- Buttons that need a script stay hidden without one.

/** @param {HTMLElement} button @param {string | undefined} text */
const say = (button, text) => { if (text) button.textContent = text; };

document.addEventListener("click", async event => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("button[data-copy],button[data-share],button[data-locate],button[data-print]"));
  if (!button) return;
  const { copy, share, locate, done, failed } = button.dataset;
  if (locate === undefined && button.closest("form")) event.preventDefault();
  try {
    if (copy !== undefined) {
      await navigator.clipboard.writeText(copy);
      say(button, done);
    } else if (share !== undefined) {
      await navigator.share({ title: document.title, url: share });
    } else if (locate !== undefined) {
      event.preventDefault();
      const form = button.closest("form");
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        each("[name=lat]", /** @param {HTMLInputElement} i */ i => { i.value = coords.latitude.toFixed(4); }, form ?? document);
        each("[name=lon]", /** @param {HTMLInputElement} i */ i => { i.value = coords.longitude.toFixed(4); }, form ?? document);
        say(button, done);
      }, () => say(button, failed), { maximumAge: 60000, timeout: 15000 });
    } else print();
  } catch (e) {
    // Closing the share sheet is no failure.
    if (/** @type {Error} */ (e).name !== "AbortError") say(button, failed);
  }
});

/** @param {ParentNode} root */
const start = root => {
  each("button[data-copy][hidden],button[data-print][hidden]", /** @param {HTMLElement} b */ b => { b.hidden = false; }, root);
  if ("share" in navigator) each("button[data-share][hidden]", /** @param {HTMLElement} b */ b => { b.hidden = false; }, root);
  if (navigator.geolocation) each("button[data-locate][hidden]", /** @param {HTMLElement} b */ b => { b.hidden = false; }, root);
};
start(document);
/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();
document.addEventListener("rz:fresh", event => start(/** @type {Element} */ (event.target)));
