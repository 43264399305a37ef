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

// ---- Times that go on: the server says how many minutes ago; the page counts from there.

// A page that was kept on the device is as old as its copy.
const kept = Number(document.documentElement.dataset.kept);
const opened = kept || Date.now();
const lang = document.documentElement.lang || "fr";
const relative = Intl.RelativeTimeFormat && new Intl.RelativeTimeFormat(lang, { style: "short" });
/** @param {HTMLElement} time */
const tick = time => {
  const born = Number(time.dataset.born ||= String(opened));
  const gone = Math.floor(Number(time.dataset.ago) + (Date.now() - born) / 60000);
  if (!relative || !time.dataset.ago || gone < 1 || gone >= 720 && !kept) return;
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
  const { copy, share, locate, send, done, failed } = button.dataset;
  if (locate === undefined && button.closest("form")) event.preventDefault();
  try {
    // What can be sent on is copied where there is nothing to send it on with.
    if (share !== undefined && "share" in navigator) {
      await navigator.share({ title: document.title, url: share });
    } else if (copy !== undefined) {
      await navigator.clipboard.writeText(copy);
      say(button, done);
    } else if (locate !== undefined) {
      event.preventDefault();
      const form = button.closest("form");
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        // What is sent at once needs no more than its cell.
        const digits = send === undefined ? 4 : 3;
        each("[name=lat]", /** @param {HTMLInputElement} i */ i => { i.value = coords.latitude.toFixed(digits); }, form ?? document);
        each("[name=lon]", /** @param {HTMLInputElement} i */ i => { i.value = coords.longitude.toFixed(digits); }, form ?? document);
        say(button, done);
        if (send !== undefined) form?.requestSubmit();
      }, () => say(button, failed), { maximumAge: 60000, timeout: 15000 });
    } else print();
  } catch (e) {
    // Closing the share sheet is no failure.
    if (/** @type {Error} */ (e).name !== "AbortError") say(button, failed);
  }
});

// A file that is too heavy is said before it is sent over a saturated network.
document.addEventListener("change", ({ target }) => {
  const { files, dataset: { most, heavy = "" } } = /** @type {HTMLInputElement} */ (target);
  if (!most) return;
  /** @type {HTMLInputElement} */ (target).setCustomValidity(Number(files?.[0]?.size) > Number(most) ? heavy : "");
  /** @type {HTMLInputElement} */ (target).reportValidity();
});

/** @param {ParentNode} root */
const start = root => {
  each("time[data-ago]", /** @param {HTMLElement} t */ t => { t.dataset.born ||= String(root === document ? opened : Date.now()); tick(t); }, root);
  each("button[data-copy][hidden],button[data-print][hidden]", /** @param {HTMLElement} b */ b => { b.hidden = false; }, root);
  if ("share" in navigator) each("button[data-share][hidden]", /** @param {HTMLElement} b */ b => { b.hidden = false; }, root);
  if (navigator.geolocation) each("button[data-locate][hidden]", /** @param {HTMLElement} b */ b => { b.hidden = false; }, root);
};
start(document);
/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();
document.addEventListener("rz:fresh", event => start(/** @type {Element} */ (event.target)));
