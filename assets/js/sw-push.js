// @ts-check
// The end of the service worker: messages that are pushed to this device. { title, text, url, tag, silent, lang, dir, ack }: without a sound
// unless `silent` is false; `ack` is told that it arrived, by its address alone.

const worker = /** @type {any} */ (self);
/** @param {string} name @param {(event: any) => Promise<unknown>} act */
const hear = (name, act) => worker.addEventListener(name, (/** @type {any} */ event) => event.waitUntil(act(event)));

hear("push", async event => {
  const { title, text, url, tag, silent, lang, dir, ack } = event.data.json();
  await worker.registration.showNotification(title, { body: text, tag, silent: silent !== false, lang, dir, icon: worker.SHELL.icon, data: url });
  if (ack && ours(ack)) await fetch(ack, { method: "POST", credentials: "omit" });
});

/** @param {string} url */
const ours = url => new URL(url, location.origin).origin === location.origin;

hear("notificationclick", ({ notification }) => {
  const url = notification.data ?? "/";
  notification.close();
  return worker.clients.openWindow(ours(url) ? url : "/");
});

// The push service gave another address: the server is told, or its messages would go to the old one.
hear("pushsubscriptionchange", async event => {
  const ours = event.oldSubscription?.options.applicationServerKey ?? (await (await fetch("/api/v1/push/key")).json()).key;
  const it = event.newSubscription ?? await worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: ours });
  await fetch("/api/v1/me/push", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(it) });
});
