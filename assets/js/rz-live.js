// @ts-check
// Parts of the page that follow the stream. `data-live="URL"` names where the part is drawn anew (the page itself, as a
// fragment, where the element of the same id is taken); `data-on="fact circle"` the events that concern it (all, if none); of events about
// doors, only those about the ones of `data-about="ID ID"`, where it is given.
// Of many doors a part with `data-calm="8000"` is drawn anew within about so many milliseconds, not at each event.
// Inside, `data-key`, `data-state` and `data-say` of a row let a change of state be announced once, in one sentence.

const parts = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-live][id]")]);
const names = ["message", "reset", "incident", "asked", "unasked", "status", "me", "circle", "person", "help", "roll_call", "reminded", "proof", "counts", "stay", "door", "door_room", "perimeter", "inbox", "notice", "sought", "alert", "report", "waiting"];
let stream = document.body.dataset.stream || "/api/v1/stream";
const saver = /** @type {any} */ (navigator).connection?.saveData;
/** @type {EventSource | null} */
let source = null;
let failures = 0;
let pause = 15000;
/** @type {number | undefined} */
let poll;
/** @type {Map<string, number>} */
const waiting = new Map();

const voice = document.createElement("p");
voice.className = "vh";
voice.setAttribute("role", "status");
if (parts.length) document.body.append(voice);

/** What is being written does not move. @param {HTMLElement} part */
const inHand = part => [...part.querySelectorAll("input,textarea")].some(field => {
  const { type, value, defaultValue } = /** @type {HTMLInputElement} */ (field);
  return field === document.activeElement || type !== "hidden" && value !== defaultValue;
});

/** A link or a button stays the same one when its part is drawn anew, so that the keyboard does not lose its place.
 * @param {Element} e */
const same = e => [e.tagName, e.id, ...["href", "formaction", "name", "value", "aria-label"].map(n => e.getAttribute(n)),
  e.closest("form")?.getAttribute("action"), e.closest("[data-key]")?.getAttribute("data-key")].join();
/** @param {ParentNode} root @param {Element} e */
const twin = (root, e) => [...root.querySelectorAll(e.tagName)].find(other => same(other) === same(e));

/** @param {ParentNode} root */
const states = root => new Map([...root.querySelectorAll("[data-key]")].map(row => [row.getAttribute("data-key"), row]));

/** @param {string} url */
const refresh = async url => {
  waiting.delete(url);
  try {
    const answer = await fetch(url, { headers: { "Rz-Fragment": "1" }, credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts.filter(p => p.dataset.live === url)) {
      const fresh = page.getElementById(part.id);
      if (!fresh || fresh.innerHTML === part.innerHTML) continue;
      const focus = document.activeElement !== part && part.contains(document.activeElement) && document.activeElement;
      if (inHand(part) || focus && !twin(fresh, focus)) { later(url, 4000); continue; }
      const before = states(part);
      const open = new Set([...part.querySelectorAll("details[open][id]")].map(d => d.id));
      part.innerHTML = fresh.innerHTML;
      if (focus) /** @type {HTMLElement | undefined} */ (twin(part, focus))?.focus({ preventScroll: true });
      open.forEach(id => document.getElementById(id)?.setAttribute("open", ""));
      part.dispatchEvent(new Event("rz:fresh", { bubbles: true }));
      const said = [...states(part)]
        .filter(([key, row]) => before.has(key) && before.get(key)?.getAttribute("data-state") !== row.getAttribute("data-state"))
        .map(([, row]) => row.getAttribute("data-say")).filter(Boolean);
      if (said.length) voice.textContent = said.slice(0, 3).join(". ");
    }
  } catch { /* The network is away: the next event or look brings it. */ }
};

/** @param {string} url @param {number} [after] */
const later = (url, after = 250) => {
  if (!waiting.has(url)) waiting.set(url, setTimeout(() => refresh(url), after));
};

/** @param {string} name @param {string} [data] */
const heard = (name, data = "") => {
  for (const { dataset: { live = "", on, about, calm = 250 } } of parts) {
    const other = about && data.includes('"door"') && !about.split(" ").some(id => data.includes(id));
    if (!on || name === "reset" || !other && on.split(" ").includes(name)) later(live, name === "door" || name === "perimeter" ? Number(calm) * (0.5 + Math.random() / 2) : 250);
  }
};

const look = () => {
  heard("reset");
  poll = setTimeout(look, pause);
  pause = Math.min(pause * 1.5, 120000);
};

const listen = () => {
  if (source || !parts.length || document.hidden) return;
  if (saver || !("EventSource" in window) || failures >= 3) { clearTimeout(poll); poll = setTimeout(look, pause); return; }
  source = new EventSource(stream);
  source.onopen = () => { failures = 0; };
  for (const name of names) source.addEventListener(name, event => {
    // Whoever comes back goes on from there.
    if (event.lastEventId) stream = `${stream.split("?")[0]}?last_event_id=${event.lastEventId}`;
    heard(name, event.data);
  });
  source.onerror = () => {
    failures += 1;
    if (failures >= 3 || source?.readyState === 2) { hush(); setTimeout(listen, 1000 * failures); }
  };
};
const hush = () => { source?.close(); source = null; clearTimeout(poll); };

document.addEventListener("visibilitychange", () => {
  if (document.hidden) { hush(); return; }
  failures = 0;
  pause = 15000;
  heard("reset");
  listen();
});
listen();
