// @ts-check
// What somebody pressed and the server has not yet: kept on this device until it does. Pages and the service worker both load this file and
// may both send: the server takes a press once, by its key. Nothing of a session is in it; `whose` says who pressed, in a word of the server's.

/** `same`: what is pressed, without what makes it this press. @typedef {{ id: string, url: string, body: string, same: string, what: string, at: string, whose: string, refused?: string }} Waiting */
/** `next`: where it leads; else it was refused; `unfit`: the server would show the form again. @typedef {{ it: Waiting, next?: string, unfit?: boolean }} News */

/** @type {any} */ (self).rz = (() => {
  /** Where there is no IndexedDB, the open page is the only keeper. @type {Map<string, Waiting>} */
  const memory = new Map();
  const wire = new BroadcastChannel("rz");

  /** @template T @param {IDBTransactionMode} mode @param {(all: IDBObjectStore) => IDBRequest<T>} act @returns {Promise<T>} */
  const base = (mode, act) => new Promise((done, failed) => {
    const asked = indexedDB.open("rhizome", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "id" });
    asked.onerror = failed;
    asked.onsuccess = () => {
      const open = asked.result;
      // On disk before the page says that it is kept.
      const deal = open.transaction("waiting", mode, { durability: "strict" });
      const got = act(deal.objectStore("waiting"));
      deal.oncomplete = () => { open.close(); done(got.result); };
      deal.onabort = () => { open.close(); failed(deal.error); };
    };
  });

  /** @param {Waiting} it */
  const put = async it => {
    memory.set(it.id, it);
    await base("readwrite", all => all.put(it)).catch(() => {});
  };
  /** @param {string} id */
  const drop = async id => {
    memory.delete(id);
    await base("readwrite", all => all.delete(id)).catch(() => {});
  };
  /** All that waits, the first pressed first. @returns {Promise<Waiting[]>} */
  const all = async () => {
    const list = /** @type {Waiting[]} */ (await base("readonly", all => all.getAll()).catch(() => [...memory.values()]));
    return list.sort((a, b) => a.at < b.at ? -1 : 1);
  };

  /** Sends one. Only our own server's word counts: what a portal of some network answers does not. Throws while it cannot be said.
   * @param {Waiting} it @param {string} [whose] @returns {Promise<News>} */
  const send = async (it, whose = it.whose) => {
    const answer = await fetch(it.url, {
      method: "POST", body: new URLSearchParams(it.body), headers: { "Rz-Whose": whose }, signal: AbortSignal.timeout?.(20000),
    });
    const { status, headers } = answer;
    /** @type {News} */
    const news = { it, next: headers.get("Rz-Next") ?? "" };
    if (!news.next) {
      const problem = headers.get("Content-Type")?.includes("problem");
      if (status >= 429 || !problem && !headers.has("Rz-Whose")) throw status;
      const { detail, next } = problem ? await answer.json() : { detail: "", next: "" };
      it.refused = `${detail} ${next}`;
      news.unfit = !problem;
      if (status === 401) await forget();
    }
    await (news.next ? drop(it.id) : put(it));
    wire.postMessage(news);
    return news;
  };

  /** Sends all that waits. @param {(news: News) => void} [heard] @returns {Promise<boolean>} whether nothing is left */
  const flush = async heard => {
    let left = false;
    for (const it of await all()) {
      if (it.refused === undefined) await send(it).then(heard, () => { left = true; });
    }
    return !left;
  };

  /** Deletes the caches whose names begin like this, but for one. @param {string} like @param {string} [but] */
  const wipe = async (like, but) => {
    for (const name of await self.caches?.keys() ?? []) if (name.startsWith(like) && name !== but) await caches.delete(name);
  };
  /** Forgets the pages that were kept, and what waits too. @param {boolean} [waiting] */
  const forget = async waiting => {
    await wipe("rz-pages");
    if (!waiting) return;
    memory.clear();
    await base("readwrite", all => all.clear()).catch(() => {});
  };

  return { put, drop, all, send, flush, wipe, forget, wire };
})();
