// @ts-check
// Notifications on this device: asked for by a press, never by itself. The page's own words stand in its data attributes.

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-push]"));
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (box?.querySelector(`[data-push-${name}]`));

/** @param {string} state wait, on, off, denied, none, home, failed */
const say = state => {
  part("says").textContent = box?.dataset[state] ?? "";
  part("on").hidden = !["off", "failed"].includes(state);
  part("off").hidden = state !== "on";
};

/** Tells the server. @param {string} method @param {unknown} body */
const tell = async (method, body) => {
  const answer = await fetch("/api/v1/me/push", {
    method, credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
};

/** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), c => c.charCodeAt(0));

const key = async () => bytes((await (await fetch("/api/v1/push/key")).json()).key);

/** Whether a subscription was made for this key: a server that lost its key is a stranger to it. @param {PushSubscription} it @param {Uint8Array} ours */
const isOurs = (it, ours) => {
  const theirs = it.options.applicationServerKey;
  return !theirs || new Uint8Array(theirs).every((b, i) => b === ours[i]);
};

const worker = async () => {
  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  return (await navigator.serviceWorker.ready).pushManager;
};

const start = async () => {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return say(permission === "denied" ? "denied" : "off");
  say("wait");
  const manager = await worker();
  const ours = await key();
  let it = await manager.getSubscription();
  if (it && !isOurs(it, ours)) {
    await it.unsubscribe();
    it = null;
  }
  it ??= await manager.subscribe({ userVisibleOnly: true, applicationServerKey: ours });
  await tell("POST", it);
  say("on");
};

const end = async () => {
  say("wait");
  const it = await (await worker()).getSubscription();
  if (it) {
    await tell("DELETE", { endpoint: it.endpoint });
    await it.unsubscribe();
  }
  say("off");
};

/** @param {() => Promise<void>} act */
const trying = act => act().catch(() => say(Notification.permission === "denied" ? "denied" : "failed"));

/** How it is; what the server may have forgotten is told again. */
const look = async () => {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    return say(/iPhone|iPad/.test(navigator.userAgent) ? "home" : "none");
  }
  if (Notification.permission === "denied") return say("denied");
  const it = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  if (!it || Notification.permission !== "granted" || !isOurs(it, await key())) return say("off");
  await tell("POST", it);
  say("on");
};

if (box) {
  part("on").addEventListener("click", () => trying(start));
  part("off").addEventListener("click", () => trying(end));
  trying(look);
}
