// @ts-check
// The flow goes on while it is read. What is new is only counted, so that nothing moves under the reader's eyes; what is there and has changed
// is drawn anew in its place. `data-feed` of a part names its stream, `data-page` where it is drawn; with `data-newest` new posts are counted.

const flow = /** @type {HTMLElement | null} */ (document.querySelector("[data-feed]"));
const fresh = document.getElementById("fresh");
const link = fresh?.querySelector("a");
const saving = /** @type {any} */ (navigator).connection?.saveData;
/** @type {Set<string>} */
const unread = new Set();
/** @type {EventSource | null} */
let tap = null;
let last = flow?.dataset.feed ?? "";
let broken = 0;
/** @type {Map<string, number>} */
const due = new Map();

/** @param {string} path */
const drawn = async path => {
  const answer = await fetch(path, { headers: { "Rz-Fragment": "1" }, credentials: "same-origin" });
  // What is not there any more is a page that says so.
  return answer.ok || answer.status === 404 ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
};

const voice = document.createElement("p");
voice.className = "vh";
voice.setAttribute("role", "status");
if (flow) document.body.append(voice);

/** How many are new, in the form that the language has for this number; said at most every ten seconds. */
const forms = (fresh?.dataset.says ?? "").split("|");
/** @type {number | undefined} */
let saying;
const count = () => {
  if (!link || !unread.size) return;
  saying ??= setTimeout(() => {
    saying = undefined;
    const kind = new Intl.PluralRules(document.documentElement.lang).select(unread.size);
    const form = forms[["zero", "one", "two", "few", "many", "other"].indexOf(kind)] ?? "";
    link.textContent = form.replace(/\d+/, String(unread.size));
    link.hidden = false;
  }, link.hidden ? 300 : 10000);
};

/** Waits a little, so that many readers do not ask at once. @param {string} name @param {() => Promise<void>} act @param {number} most */
const soon = (name, act, most) => {
  if (due.has(name)) return;
  due.set(name, setTimeout(() => {
    due.delete(name);
    act().catch(() => { /* The network is away: the next change brings it. */ });
  }, most * (0.3 + Math.random() * 0.7)));
};

/** @param {Element} old @param {Element | null | undefined} now */
const swap = (old, now) => {
  if (!now || old.innerHTML === now.innerHTML || old.contains(document.activeElement)) return;
  const open = old.querySelectorAll("details[open]").length > 0;
  const other = old.getAttribute("data-state") !== now.getAttribute("data-state");
  old.replaceWith(now);
  if (open) now.querySelector("details")?.setAttribute("open", "");
  if (other) voice.textContent = now.getAttribute("data-say");
};

/** @param {string} id */
const changed = id => soon(id, async () => {
  const page = await drawn(`/post/${id}`);
  const old = document.getElementById(`post-${id}`);
  // Where the keyboard is, nothing changes under it.
  if (old?.contains(document.activeElement)) changed(id);
  else if (old) swap(old, page?.getElementById(`post-${id}`));
}, 4000);

/** @param {Document | null} page @param {string} id */
const renew = (page, id) => {
  const [old, now] = [document.getElementById(id), page?.getElementById(id)];
  if (old && now && old.innerHTML !== now.innerHTML && !old.contains(document.activeElement)) old.innerHTML = now.innerHTML;
};

/** What institutions say, doors and searches are drawn anew where they stand, as they are now. */
const moved = () => soon("things", async () => { things(await drawn(flow?.dataset.page ?? "")); }, 4000);
/** @param {Document | null} page */
const things = page => {
  renew(page, "official");
  renew(page, "act");
  for (const old of flow?.querySelectorAll(".thing[data-key]") ?? []) {
    swap(old, page?.querySelector(`#posts .thing[data-key="${CSS.escape(old.getAttribute("data-key") ?? "")}"]`));
  }
};

/** @param {string} id */
const gone = id => {
  unread.delete(id);
  const post = document.getElementById(`post-${id}`);
  if (!post) return;
  const word = document.createElement("p");
  word.className = "sm muted";
  word.textContent = fresh?.dataset.gone ?? "";
  post.replaceChildren(word);
};

/** @param {ParentNode | null | undefined} of */
const posts = of => [...of?.querySelectorAll("article[id^=post-]") ?? []];
/** @param {Element} post */
const number = post => post.id.slice(5);

/** Too much was missed to be told of each: what stands here is drawn anew as it is now, and what is new is counted. */
const anew = () => soon("anew", async () => {
  const [here, at] = [posts(flow), flow?.dataset.page ?? ""];
  const page = await drawn(at);
  things(page);
  if (flow?.dataset.newest !== undefined) {
    const first = BigInt(here[0] ? number(here[0]) : 0);
    posts(page?.getElementById("posts")).map(number).filter(id => BigInt(id) > first).forEach(id => unread.add(id));
    count();
  }
  if (!here[0]) return;
  const then = await drawn(`${at}${at.includes("?") ? "&" : "?"}before=${BigInt(number(here[0])) + 1n}`);
  if (then) for (const post of here) {
    const now = then.getElementById(post.id);
    if (!now) gone(number(post));
    else if (post.contains(document.activeElement)) changed(number(post));
    else swap(post, now);
  }
}, 4000);

/** @param {MessageEvent} event @param {(data: any) => void} act */
const heard = (event, act) => {
  if (event.lastEventId && flow) last = (flow.dataset.feed ?? "").replace(/([?&]last_event_id=)[^&]*|$/, (all, name) => name ? name + event.lastEventId : all);
  try { act(JSON.parse(event.data)); } catch { /* Not for this page. */ }
};

const open = () => {
  if (!flow || tap || saving || document.hidden || !("EventSource" in window) || broken >= 3) return;
  tap = new EventSource(last);
  tap.onopen = () => { broken = 0; };
  tap.addEventListener("post", e => heard(e, ({ id, lane }) => {
    if (document.getElementById(`post-${id}`)) changed(id);
    else if (flow.dataset.newest !== undefined) { unread.add(id); count(); }
    if (lane === "official") moved();
  }));
  tap.addEventListener("gone", e => heard(e, ({ posts }) => posts.forEach(gone)));
  tap.addEventListener("card", e => heard(e, moved));
  tap.addEventListener("reset", e => heard(e, anew));
  tap.onerror = () => {
    broken += 1;
    if (tap?.readyState === 2 || broken >= 3) { shut(); setTimeout(() => { broken = Math.min(broken, 2); open(); }, 5000 * broken); }
  };
};
const shut = () => { tap?.close(); tap = null; };

// Only now do they stand on the page: whoever asked for them stands at the first.
link?.addEventListener("click", async event => {
  const page = flow?.dataset.newest === undefined ? null : (event.preventDefault(), await drawn(link.href).catch(() => null));
  if (!page || !flow) { location.assign(link.href); return; }
  unread.clear();
  link.hidden = true;
  for (const id of ["official", "act", "posts", "older"]) renew(page, id);
  flow.scrollIntoView({ block: "start" });
  /** @type {HTMLElement | null} */ (flow.querySelector("article time")?.closest("a") ?? null)?.focus({ preventScroll: true });
});

document.addEventListener("visibilitychange", () => { if (document.hidden) shut(); else { broken = 0; open(); } });
open();
