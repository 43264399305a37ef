// A night with something on every page, and the list of all pages.

import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { mailed, stopPath } from "./mail.mjs";
import { portrait } from "./picture.mjs";

/** @typedef {import("./server.mjs").Server} Server */
/** @typedef {import("./server.mjs").Person} Person */
/** A page: its name, the pattern of its route, its address, whose eyes see it, and what it answers.
 * @typedef {{ name: string, route: string, path: string, as?: string, status?: number, answering?: boolean }} Place */
/** @typedef {{ real: string, drill: string, draft: string, over: string, link: string, cookies: Record<string, Record<string, string>>, places: Place[] }} World */

/** Signs an operator in by a one-time link, and gives the value of the session cookie. @param {Server} server @param {string} name @param {string} [role] */
export const staffCookie = async (server, name, role = "operator") => {
  const link = await server.link(name, role);
  const answer = await fetch(link, { method: "POST", redirect: "manual", headers: { Origin: server.url } });
  const cookie = answer.headers.getSetCookie().map(c => /^rz=([^;]+)/.exec(c)?.[1]).find(Boolean);
  if (!cookie) throw new Error(`${link}: ${answer.status}, no session`);
  return cookie;
};

/** A list with members, whose roll is called in the first of these incidents and was called in the second; and an empty one.
 * @param {Server} server @param {string} token @param {string[]} incidents */
const lists = async (server, token, incidents) => {
  const [full, empty] = [await server.api("POST", "/rosters", { name: "Lycée Voltaire" }, { token }), await server.api("POST", "/rosters", { name: "Club d’échecs" }, { token })];
  const body = ["nom,e-mail,groupe", ...["Ada N.", "Bo K.", "Chloé S.", "Dina A."].map((n, i) => `${n},m${i}@example.org,Terminale ${i % 2 ? "B" : "A"}`)].join("\n");
  await fetch(`${server.url}/api/v1/rosters/${full.id}/members?commit=true`, { method: "POST", body, headers: { "Content-Type": "text/csv", Authorization: `Bearer ${token}` } });
  for (const incident of incidents) await server.api("POST", `/rosters/${full.id}/roll-calls`, { incident }, { token });
  await server.api("POST", `/rosters/${full.id}/roll-calls/${incidents[1]}/end`, undefined, { token });
  return { full: `/rosters/${full.id}`, empty: `/rosters/${empty.id}` };
};

/** A browser whose push service leads into this machine, where nobody is called: what is sent there never arrives, at once. @param {Server} server @param {Person} person */
const unreachable = (server, person) => server.api("POST", "/me/push", {
  endpoint: `https://localhost/push/${person.id}`,
  keys: { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" },
}, { token: person.token });

/** Answers without an account, and gives the cookie by which this browser keeps its answer. @param {Server} server @param {string} incident @param {string} is */
const passer = async (server, incident, is) => {
  const body = new URLSearchParams({ is, key: crypto.randomUUID() });
  const answer = await fetch(`${server.url}/i/${incident}/answer`, { method: "POST", body, redirect: "manual", headers: { Origin: server.url } });
  return answer.headers.getSetCookie().map(c => /^answer=([^;]+)/.exec(c)?.[1]).find(Boolean) ?? "";
};

/** What is said officially: one message that holds, one that waits for another person; and an institution that is not proven yet.
 * @param {Server} server @param {string} incident @param {string} token */
const official = async (server, incident, token) => {
  const other = await server.operator("Marc L.");
  const ring = [[2.35, 48.86], [2.38, 48.86], [2.38, 48.88], [2.35, 48.88], [2.35, 48.86]];
  const words = { fr: { headline: "Restez à l’abri.", instruction: "Éloignez-vous des fenêtres. Écrivez plutôt que d’appeler.", description: "Plusieurs attaques en cours." }, en: { headline: "Stay inside.", instruction: "Keep away from windows." } };
  const body = { what: "attack", grade: "extreme", place: "10e et 11e arrondissements", shape: { type: "Polygon", coordinates: [ring] }, hours: 8, incident, words };
  const [said, waits] = [await server.api("POST", "/alerts", body, { token }), await server.api("POST", "/alerts", { ...body, what: "fire" }, { token })];
  await server.api("POST", `/alerts/${said.id}/confirm`, {}, { token: other });
  const admin = await server.cli("key", "create", "--role", "admin", "--name", "Odile B.");
  const { id } = await server.api("POST", "/authorities", { domain: "prefecture.example", name: "Préfecture de l’Exemple" }, { token: admin });
  return { said: said.id, waits: waits.id, institution: id };
};

/** Searches: one with a public appeal and a witness, one to be decided on, one to be compared; somebody who is asked; a draft; one that ended.
 * @param {Server} server @param {string} incident */
const searches = async (server, incident) => {
  const [seeker, sought, witness] = await Promise.all(["Paul R.", "Hana Sato", "Témoin"].map(n => server.person(n)));
  const tel = number();
  await proven(server, seeker, number());
  await proven(server, sought, tel);
  await proven(server, witness, number());
  const body = { incident, relation: "family", police: true };
  const looks = { ages: { low: 27, high: 27 }, sex: "female", description: "Cheveux bruns mi-longs, 1 m 68", wearing: "Manteau vert, sac noir", sign: "Tatouage d’hirondelle au poignet gauche", near: "Saint-Ambroise" };
  const begin = async (/** @type {object} */ more) => (await server.api("POST", "/notices", { ...body, ...more }, { token: seeker.token })).id;
  const staff = await server.cli("key", "create", "--role", "moderator", "--name", "Sami R.");
  const appeal = async (/** @type {string} */ id) => {
    await server.api("POST", `/notices/${id}/appeal`, {}, { token: seeker.token });
    await approve(server, id, staff);
    return (await server.api("GET", `/notices/${id}`, undefined, { token: seeker.token })).share;
  };
  const open = await begin({ name: "Camille Rousselin", ...looks });
  await pictured(server, open, seeker);
  const share = await appeal(open);
  const said = { how: "saw", state: "none", words: "Une jeune femme avec ce manteau vert près du canal, vers 22 h 15." };
  const { id: note } = await server.api("POST", `/appeals/${share}/notes`, said, { token: witness.token });
  await server.api("POST", `/notices/${open}/messages`, { words: "Elle marchait vers Jaurès." }, { token: witness.token });
  await begin({ name: "Hana Sato", phone: tel });
  await server.answer(sought, incident, "safe");
  await server.api("POST", "/news", { incident, name: "Marc Beaulieu", contact: "marc@example.org", note: { how: "saw", state: "safe", words: "Il est au café." } }, { token: witness.token });
  await begin({ name: "Marc Beaulieu", email: "marc@example.org", ages: { low: 41, high: 41 } });
  const waits = await begin({ name: "Nour Haddad", ...looks });
  await server.api("POST", `/notices/${waits}/appeal`, {}, { token: seeker.token });
  const over = await begin({ name: "Jean Vasseur", ages: { low: 52, high: 52 } });
  const ended = await appeal(over);
  await server.api("POST", `/notices/${over}/close`, {}, { token: seeker.token });
  const hospital = await listed(server, incident, begin, seeker.token, witness.token);
  const form = new URLSearchParams({ name: "Ada Novak", relation: "friend", police: "yes", age: "30", do: "send" });
  const kept = await fetch(`${server.url}/missing/new`, { method: "POST", body: form, redirect: "manual", headers: { Origin: server.url } });
  const draft = kept.headers.getSetCookie().map(c => /^notice=([^;]+)/.exec(c)?.[1]).find(Boolean) ?? "";
  return { ...hospital, open: `/missing/${open}`, waits: `/missing/${waits}`, over: `/missing/${over}`, share: `/s/${share}`, ended: `/s/${ended}`, words: `/missing/${open}/messages/${note}`, draft, seeker: seeker.token, sought: sought.token, witness: witness.token };
};

/** The list of a hospital: of three of those on it somebody looks for a person like them, and two of them are dead; of one of these the family
 * made a page in memory, on which somebody wrote.
 * @param {Server} server @param {string} incident @param {(more: object) => Promise<string>} begin @param {string} family @param {string} friend */
const listed = async (server, incident, begin, family, friend) => {
  const two = (/** @type {string[]} */ names, /** @type {string} */ institution) => Promise.all(names.map(async name => {
    const token = await server.cli("key", "create", "--role", "institution", "--name", name);
    await server.cli("institution", "add", "--name", name, "--institution", institution);
    return token;
  }));
  const [ana, bela] = await two(["Ana D.", "Béla T."], "Hôpital de l’Exemple");
  const [cleo, dany] = await two(["Cléo M.", "Dany V."], "Clinique de l’Exemple");
  const hers = { ages: { low: 33, high: 33 }, sex: "female" };
  const dead = await begin({ name: "Iris Fontanel", ...hers });
  const remembered = await begin({ name: "Rosine Aubertin", ...hers });
  await begin({ name: "Oriane Delmas", ...hers });
  const entries = ["Iris Fontanel", "Oriane DELMAS", "Tom Perrin"].map((name, i) => ({ name, ...hers, state: "in_care", reference: `U-${i}` }));
  await server.api("POST", "/lists", { incident, entries }, { token: ana });
  await server.api("POST", "/lists", { incident, entries: [{ name: "Rosine Aubertin", ...hers, state: "in_care", reference: "R-1" }] }, { token: cleo });
  /** @type {Record<string, string>} */
  const matches = {};
  while (Object.keys(matches).length < 3) {
    for (const token of [ana, cleo]) {
      const list = await server.api("GET", "/lists", undefined, { token });
      for (const entry of list.entries) for (const match of entry.matches) matches[entry.name] = match.id;
    }
  }
  const died = async (/** @type {string} */ name, /** @type {string} */ first, /** @type {string} */ second) => {
    const at = `/lists/matches/${matches[name]}`;
    await server.api("POST", `${at}/call`, {}, { token: first });
    await server.api("POST", `${at}/death`, { died: new Date(Date.now() - 3_600_000).toISOString() }, { token: first });
    await server.api("POST", `${at}/death/confirm`, { told: true }, { token: second });
    return at;
  };
  const at = await died("Iris Fontanel", ana, bela);
  await died("Rosine Aubertin", cleo, dany);
  await server.api("PUT", `/notices/${remembered}/consent`, { shown: true }, { token: family });
  const chosen = { name: "Rosine", words: "Elle aimait la mer et les gens qui chantent faux.", by: "Sa sœur" };
  const { share } = await server.api("POST", `/notices/${remembered}/tribute`, chosen, { token: family });
  await server.api("POST", `/tributes/${share}/condolences`, { words: "Nous pensons à vous." }, { token: friend });
  return { matched: `/console/lists/matches/${matches["Oriane DELMAS"]}`, stated: `/console${at}`, dead: `/missing/${dead}`, remembered: `/missing/${remembered}/tribute`, memory: `/t/${share}` };
};

/** A moderator says yes to an appeal, with the photo that stands in it. @param {Server} server @param {string} notice @param {string} token */
export const approve = async (server, notice, token) => {
  const { notices } = await server.api("GET", "/appeals", undefined, { token });
  const seen = notices.find((/** @type {{ id: string }} */ n) => n.id === notice)?.photo_seen;
  await server.api("POST", `/notices/${notice}/approve`, { approve: true, ...(seen ? { photo_seen: seen } : {}) }, { token });
};

/** A photo of who is sought. @param {Server} server @param {string} notice @param {Person} seeker */
export const pictured = async (server, notice, seeker) => {
  const headers = { "Content-Type": "image/png", Authorization: `Bearer ${seeker.token}` };
  const { ok, status } = await fetch(`${server.url}/api/v1/notices/${notice}/photo`, { method: "PUT", body: portrait(), headers });
  if (!ok) throw new Error(`the photo: ${status}`);
};

let numbers = 0;
/** A telephone number that is nobody's. */
const number = () => `+336399800${String(numbers++).padStart(2, "0")}`;

/** Proves a contact of somebody's, as an operator reads the code out. @param {Server} server @param {Person} person @param {string} contact */
export const proven = async (server, person, contact) => {
  const { id } = await server.api("PUT", "/me/contact", { contact }, { token: person.token });
  const { proofs } = await server.api("GET", "/proofs", undefined, { token: await server.operator() });
  const { code } = proofs.find((/** @type {{ id: string }} */ p) => p.id === id);
  await server.api("POST", `/contacts/proofs/${id}`, { code }, { token: person.token });
};

/** A door with somebody who asks, somebody on the way and somebody inside; one whose time was cut short by its host; and an offer without an account, as the cookie of its draft.
 * @param {Server} server @param {string} incident @param {Person} host */
const doors = async (server, incident, host) => {
  await proven(server, host, number());
  const place = { lat: 48.8653, lon: 2.3747 };
  const offer = { incident, places: 4, place, address: "12 rue des Tilleuls, Paris 11e", entry: "Code 4711B, 2e étage", name: "Alba", langs: ["fr", "ar"], suits: ["animals", "night"], note: "Il y a un canapé et du thé." };
  const { id: open } = await server.api("POST", "/doors", offer, { token: host.token });
  const { id: paused } = await server.api("POST", "/doors", { ...offer, note: "" }, { token: host.token });
  await server.api("POST", `/doors/${paused}/pause`, undefined, { token: host.token });
  for (const [name, steps] of /** @type {[string, string[]][]} */ ([["Mehdi", ["accept"]], ["Yara", ["accept", "arrive"]], ["Nadia", []]])) {
    const guest = await server.person(name);
    await proven(server, guest, number());
    const asked = { places: 1, place: { lat: 48.8674, lon: 2.3636 }, name, needs: ["animals"], words: "Je suis à République. Je peux venir tout de suite." };
    const { id } = await server.api("POST", `/doors/${open}/stays`, asked, { token: guest.token });
    for (const step of steps) await server.api("POST", `/stays/${id}/${step}`, undefined, { token: host.token });
  }
  const body = new URLSearchParams({ key: crypto.randomUUID(), incident, places: "2", hours: "3", near: "Parmentier", address: "12 rue des Tilleuls", name: "Inès" });
  const kept = await fetch(`${server.url}/doors/offer`, { method: "POST", body, redirect: "manual", headers: { Origin: server.url } });
  const draft = kept.headers.getSetCookie().map(c => /^door=([^;]+)/.exec(c)?.[1]).find(Boolean) ?? "";
  return { open: `/doors/mine/${open}`, paused: `/doors/mine/${paused}`, draft };
};

/** Doors around Goncourt, one of an institution, one full; and guests: one waits for an answer, one is on the way, one is inside, one was refused.
 * @param {Server} server @param {string} incident */
const guests = async (server, incident) => {
  const host = await server.person("Jean-Luc P.");
  await proven(server, host, number());
  const near = { lat: 48.8705, lon: 2.3705 };
  const offer = { incident, place: near, address: "9 rue des Églantiers, Paris 10e", entry: "Sonnette Pivert, 3e étage", name: "Jean-Luc", langs: ["fr", "tr"] };
  const { id: home } = await server.api("POST", "/doors", { ...offer, places: 4, suits: ["wheelchair", "night"], note: "Ascenseur. Appelez le 06 12 34 56 78." }, { token: host.token });
  const { id: full } = await server.api("POST", "/doors", { ...offer, places: 1, place: { lat: 48.8721, lon: 2.3768 } }, { token: host.token });
  await server.api("POST", "/doors", { ...offer, kind: "public", rule: "anyone", label: "Salle des fêtes de la mairie", places: 40, suits: ["children", "first_aid", "wheelchair"], place: { lat: 48.8722, lon: 2.3572 } }, { token: await server.operator() });
  /** @type {Record<string, { stay: string, token: string }>} */
  const all = {};
  for (const [name, door, steps] of /** @type {[string, string, string[]][]} */ ([["held", full, []], ["accepted", home, ["accept"]], ["arrived", home, ["accept", "arrive"]], ["refused", home, ["refuse"]]])) {
    const guest = await server.person("Nadia B.");
    await proven(server, guest, number());
    const { id } = await server.api("POST", `/doors/${door}/stays`, { places: 1, place: { lat: 48.8696, lon: 2.3702 }, name: "Nadia", words: "Je suis seule." }, { token: guest.token });
    for (const step of steps) await server.api("POST", `/stays/${id}/${step}`, undefined, { token: host.token });
    if (name === "accepted") await server.api("POST", `/stays/${id}/words`, { words: "Je vous attends. Mon numéro : 06 12 34 56 78." }, { token: host.token });
    all[name] = { stay: `/stays/${id}`, token: guest.token };
  }
  return { home, full, host: host.token, ...all };
};

/** Two reports, one of a guest that two operators opened and one of a host that nobody took; and the page by which somebody reports.
 * @param {Server} server @param {string} incident @param {string[]} operators */
const reports = async (server, incident, operators) => {
  const [host, guest] = [await server.person("Odile V."), await server.person("Bruno T.")];
  for (const one of [host, guest]) await proven(server, one, number());
  const offer = { incident, places: 2, place: { lat: 48.8602, lon: 2.3801 }, address: "4 impasse des Lilas, Paris 11e", entry: "Code 52A, rez-de-chaussée", name: "Odile" };
  const { id: door } = await server.api("POST", "/doors", offer, { token: host.token });
  const asked = { places: 1, place: { lat: 48.8612, lon: 2.3789 }, name: "Bruno", words: "J’arrive de Charonne." };
  const { id: stay } = await server.api("POST", `/doors/${door}/stays`, asked, { token: guest.token });
  await server.api("POST", `/stays/${stay}/accept`, undefined, { token: host.token });
  await server.api("POST", `/stays/${stay}/words`, { words: "Je suis devant la grille." }, { token: guest.token });
  await server.api("POST", `/stays/${stay}/report`, { reason: "unsafe", words: "Il ferme la porte à clé derrière moi." }, { token: guest.token });
  await server.api("POST", `/stays/${stay}/report`, { reason: "other" }, { token: host.token });
  const queue = await server.api("GET", "/moderation", undefined, { token: operators[0] });
  const [grave, other] = queue.reports.map((/** @type {{ id: string }} */ r) => r.id);
  for (const token of operators) await server.api("POST", `/moderation/${grave}/open`, undefined, { token });
  await server.api("POST", `/moderation/${grave}/take`, undefined, { token: operators[0] });
  return { stay: `/stays/${stay}/report`, grave: `/console/moderation/${grave}`, other: `/console/moderation/${other}`, token: guest.token };
};

/** A perimeter that holds, away from the doors; one to come; one that was lifted. @param {Server} server @param {string} incident @param {string} token @returns {Promise<string>} the first */
const perimeters = async (server, incident, token) => {
  const later = (/** @type {number} */ hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const square = (/** @type {number} */ lat, /** @type {number} */ lon) => ({ type: "Polygon", coordinates: [[[lon, lat], [lon + .002, lat], [lon + .002, lat + .001], [lon, lat + .001], [lon, lat]]] });
  const draw = (/** @type {object} */ drawn) => server.api("POST", `/incidents/${incident}/perimeters`, drawn, { token });
  const { id } = await draw({ name: "Pont de Sully", shape: square(48.8505, 2.3590), ends: later(2) });
  await draw({ name: "Gare d’Austerlitz", shape: square(48.8420, 2.3650), starts: later(1), ends: later(4) });
  const { id: lifted } = await draw({ name: "Quai Henri-IV", shape: square(48.8490, 2.3625), ends: later(1) });
  await server.api("POST", `/incidents/${incident}/perimeters/${lifted}/lift`, undefined, { token });
  return id;
};

/** What people write: a talk with an answer, an official word, a door that is passed on, something that is denied; and one post with all that a post
 * can have. @param {Server} server @param {string} incident @param {string} operator */
const flow = async (server, incident, operator) => {
  const [nora, vincent, paul] = await Promise.all(["Nora Kessler", "Vincent Tellier", "Paul Ravel"].map(n => server.person(n)));
  for (const one of [nora, vincent, paul]) await proven(server, one, number());
  const city = await server.institution("Mairie de l’Exemple", "mairie.example");
  const judge = await server.cli("key", "create", "--role", "verifier", "--name", "Préfecture de l’Exemple");
  const says = async (/** @type {string} */ token, /** @type {string} */ text, more = {}) => (await server.api("POST", "/posts", { text, ...more }, { token })).id;
  await says(paul.token, "Nous cherchons toujours Camille, 27 ans, manteau vert. Voir son avis de recherche.", { tags: ["RechercheParis"] });
  const denied = await says(vincent.token, "« Il se passe quelque chose aux Halles, n’y allez pas. »");
  const { id: rumour, version } = await server.api("POST", "/rumours", { post: denied }, { token: judge });
  await server.api("POST", `/rumours/${rumour}/rulings`, { verdict: "false", what: "Une fusillade aux Halles", says: "Aucun incident aux Halles.", sources: ["Préfecture de l’Exemple"], version }, { token: judge });
  const street = await says(nora.token, "Rue de la Folie-Méricourt : la police bloque la rue. Les gens sortent calmement, escortés. #Paris", { witness: true });
  await says(paul.token, "Merci, on attend ici.", { reply: street });
  await says(city, "Donneurs de sang : merci d’attendre demain matin.");
  await says(city, "Restez à l’abri. Si vous êtes dans le 10e ou le 11e, ne sortez pas.\nÉloignez-vous des fenêtres. Laissez les lignes libres : écrivez plutôt que d’appeler.");
  const own = await says(nora.token, "Je suis au 12 rue de la Roquette, tout est calme. #Paris", { near: "Voltaire" });
  await server.api("PUT", `/posts/${own}`, { text: "Je suis au 12 rue de la Roquette, tout est très calme. #Paris" }, { token: nora.token });
  await server.api("POST", "/tags/RueCalme/merge", { target: "Paris" }, { token: operator });
  await says(vincent.token, "Le tueur est Armel Vantroux, partagez");
  const shape = { type: "Polygon", coordinates: [[[2.34, 48.884], [2.346, 48.884], [2.346, 48.888], [2.34, 48.888], [2.34, 48.884]]] };
  const embargo = async (/** @type {number} */ hours) => (await server.api("POST", `/incidents/${incident}/embargoes`, { name: "Abords du théâtre", shape, names: ["rue Amelot"], ends: new Date(Date.now() + hours * 3600e3).toISOString() }, { token: operator })).id;
  // Ended before its time, it takes two.
  const ended = await embargo(1);
  for (const token of [operator, await server.operator("Noa B.")]) await server.api("POST", `/embargoes/${ended}/end`, {}, { token });
  await embargo(2);
  const kept = await says(nora.token, "Le tueur est Armel Vantroux, dites-le à tous");
  await server.api("POST", `/holds/${kept}`, { release: false, ground: "accuses", version: 1 }, { token: operator });
  const { decisions } = await server.api("GET", "/me/decisions", undefined, { token: nora.token });
  return { nora: nora.token, vincent: vincent.token, denied, street, own, incident, rumour, decision: decisions[0].id };
};

/** The header that sends these cookies. @param {Record<string, string>} [cookies] */
export const header = (cookies = {}) => Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join("; ");

/** Fills a server with people who know each other, incidents of every kind, answers, requests for help; somebody is written to by mail.
 * @param {Server} server @param {import("./mail.mjs").MailServer} mail @returns {Promise<World>} */
export const world = async (server, mail) => {
  const [ines, lea, karim, omar, nora, sam] = await Promise.all(["Inès M.", "Léa Tran", "Karim B.", "Omar D.", "Nora Lindqvist", "Sam K."].map(n => server.person(n)));
  const written = await mailed(server, mail, "Lucie A.", "lucie@example.org");
  const far = await server.person("Ana P.", { inside: false });
  for (const friend of [lea, karim, omar, nora, far]) await server.join(ines, friend);
  await server.join(lea, omar);
  const key = await server.operator();
  for (const person of [ines, omar]) await unreachable(server, person);
  await server.api("POST", "/hooks", { name: "Mairie du 11e", url: "https://localhost/rhizome" }, { token: key });
  const resting = await server.api("POST", "/hooks", { name: "Croix-Rouge", url: "https://hooks.example.org/rhizome" }, { token: key });
  await server.api("PUT", `/hooks/${resting.id}`, { paused: true }, { token: key });
  const real = (await server.incident()).id;
  const drill = (await server.incident({ drill: true, name: "l’exercice de printemps" })).id;
  const draft = (await server.draft({ drill: true, name: "l’exercice d’automne" })).id;
  const over = (await server.incident({ drill: true, name: "l’exercice d’hiver" })).id;
  for (const step of ["stand-down", "close"]) await server.api("POST", `/incidents/${over}/${step}`, undefined, { token: key });
  const fresh = (await server.draft()).id;
  const waits = (await server.draft({ name: "la crue de la Seine" })).id;
  await server.api("POST", `/incidents/${waits}/activate`, {}, { token: key });
  const link = new URL(await server.asked(ines, real)).pathname;
  const answered = new URL(await server.asked(lea, real)).pathname;
  const helped = new URL(await server.asked(nora, real)).pathname;
  await server.answer(lea, real, "safe", { message: "Chez Julie, je dors là." });
  await server.answer(nora, real, "need_help", { place: "Rue Oberkampf, au 2e étage" });
  await server.answer(sam, real, "safe");
  await server.declare(lea, omar, real);
  const { proof } = await server.api("POST", "/people", { name: "Zoé", contact: "zoe@example.org" });
  const { id: asked } = await server.api("POST", "/contacts/proofs", { contact: "alba@example.org" });
  const invitation = new URL((await server.invite(lea)).url).pathname;
  const { cases } = await server.api("GET", `/incidents/${real}/help-queue`, undefined, { token: key });
  const stop = await stopPath(mail, "lucie@example.org");
  const rosters = await lists(server, key, [real, drill]);
  const staff = await staffCookie(server, "Claire D.");
  const signIn = new URL(await server.link("Marc L.")).pathname;
  const host = await server.person("Alba R.");
  const hosted = await doors(server, real, host);
  const seeking = /** @type {any} */ (await guests(server, real));
  const kept = await perimeters(server, real, key);
  const voices = await official(server, real, key);
  const reported = await reports(server, real, [key, await server.operator("Marc L.")]);
  const missing = await searches(server, real);
  const talk = await flow(server, real, key);
  const i = (/** @type {string} */ id) => `/i/${id}`;
  const desk = (/** @type {string} */ id) => `/console/i/${id}`;
  /** @type {Place[]} */
  const places = [
    { name: "home", route: "/", path: "/" },
    { name: "home-signed-in", route: "/", path: "/", as: "ines" },
    { name: "nowhere", route: "", path: "/nowhere", status: 404 },
    { name: "offline", route: "/offline", path: "/offline" },
    { name: "not-allowed", route: "/console", path: "/console", as: "ines", status: 403 },
    { name: "sign-in", route: "/sign-in", path: "/sign-in" },
    { name: "prove", route: "/prove/{id}", path: `/prove/${asked}` },
    { name: "prove-elsewhere", route: "/prove/{id}", path: `/prove/${proof}` },
    { name: "prove-elsewhere-code", route: "/prove/{id}", path: `/prove/${proof}?code=123456` },
    { name: "staff-link", route: "/in/{token}", path: signIn },
    { name: "staff-link-over", route: "/in/{token}", path: "/in/nothing", status: 410 },
    { name: "join", route: "/join/{token}", path: invitation },
    { name: "join-signed-in", route: "/join/{token}", path: invitation, as: "karim" },
    { name: "joined", route: "/joined", path: "/joined", as: "karim" },
    { name: "me", route: "/me", path: "/me", as: "ines" },
    { name: "messages", route: "/me/messages", path: "/me/messages", as: "ines" },
    { name: "messages-none", route: "/me/messages", path: "/me/messages?did=saved", as: "karim" },
    { name: "messages-push", route: "/me/messages/push", path: "/me/messages/push", as: "ines" },
    { name: "me-circle", route: "/me/circle", path: "/me/circle", as: "ines" },
    { name: "erase", route: "/me/erase", path: "/me/erase", as: "ines" },
    { name: "question", route: "/i/{id}", path: i(real), as: "ines", answering: true },
    { name: "question-anonymous", route: "/i/{id}", path: i(real), answering: true },
    { name: "question-answered", route: "/i/{id}", path: i(real), as: "lea", answering: true },
    { name: "question-drill", route: "/i/{id}", path: i(drill), as: "ines", answering: true },
    { name: "question-over", route: "/i/{id}", path: i(over), as: "ines", answering: true },
    { name: "question-link", route: "/r/{token}", path: link, answering: true },
    { name: "question-link-done", route: "/r/{token}", path: `${answered}?done=yes`, answering: true },
    { name: "help-link", route: "/r/{token}/help", path: `${helped}/help`, answering: true },
    { name: "help-link-people", route: "/r/{token}/help", path: `${helped}/help?step=people`, answering: true },
    { name: "stop", route: "/u/{token}", path: stop, answering: true },
    { name: "stop-own", route: "/u/{token}", path: stop, as: "lucie", answering: true },
    { name: "messages-mail", route: "/me/messages", path: "/me/messages", as: "lucie" },
    { name: "stop-broken", route: "/u/{token}", path: "/u/nothing", status: 404 },
    { name: "question-link-broken", route: "/r/{token}", path: "/r/nothing", status: 404 },
    { name: "door-link-broken", route: "/d/{code}", path: "/d/nothing", status: 404 },
    { name: "companion-none", route: "/stays/{id}/companion", path: "/stays/0190e3a8-0000-7000-8000-000000000001/companion", as: "lucie", status: 404 },
    { name: "done-sent", route: "/i/{id}/done", path: `${i(real)}/done?sent=yes`, as: "lea", answering: true },
    { name: "done-anonymous", route: "/i/{id}/done", path: `${i(real)}/done`, as: "safe", answering: true },
    { name: "done-help", route: "/i/{id}/done", path: `${i(real)}/done`, as: "nora", answering: true },
    { name: "done", route: "/i/{id}/done", path: `${i(real)}/done`, as: "lea", answering: true },
    { name: "help", route: "/i/{id}/help", path: `${i(real)}/help`, as: "nora", answering: true },
    { name: "help-place", route: "/i/{id}/help", path: `${i(real)}/help?step=place`, as: "nora", answering: true },
    { name: "help-people", route: "/i/{id}/help", path: `${i(real)}/help?step=people`, as: "nora", answering: true },
    { name: "help-anonymous", route: "/i/{id}/help", path: `${i(real)}/help`, as: "help", answering: true },
    { name: "who", route: "/i/{id}/who", path: `${i(real)}/who`, as: "safe", answering: true },
    { name: "other", route: "/i/{id}/other", path: `${i(real)}/other`, as: "lea", answering: true },
    { name: "other-done", route: "/i/{id}/other", path: `${i(real)}/other?done=yes`, as: "lea", answering: true },
    { name: "board", route: "/people", path: "/people", as: "ines" },
    { name: "board-declared", route: "/people", path: "/people", as: "omar" },
    { name: "board-well", route: "/people/{person}/well", path: `/people/${karim.id}/well?incident=${real}`, as: "ines" },
    { name: "board-well-choose", route: "/people/{person}/well", path: `/people/${karim.id}/well`, as: "ines" },
    { name: "doors", route: "/doors", path: "/doors?near=Goncourt" },
    { name: "doors-signed-in", route: "/doors", path: "/doors?near=Goncourt", as: "ines" },
    { name: "doors-ask", route: "/doors", path: "/doors" },
    { name: "doors-children", route: "/doors", path: "/doors?near=Goncourt&who=children&places=3" },
    { name: "doors-minor-none", route: "/doors", path: "/doors?near=Goncourt&who=minor&needs=animals" },
    { name: "doors-none", route: "/doors", path: "/doors?near=Goncourt&places=10&needs=first_aid,animals" },
    { name: "door-ask", route: "/doors/{id}/ask", path: `/doors/${seeking.home}/ask?near=Goncourt` },
    { name: "door-ask-proven", route: "/doors/{id}/ask", path: `/doors/${seeking.home}/ask?near=Goncourt&places=2`, as: "refused" },
    { name: "door-ask-full", route: "/doors/{id}/ask", path: `/doors/${seeking.full}/ask?near=Goncourt`, as: "refused" },
    { name: "stay-held", route: "/stays/{id}", path: seeking.held.stay, as: "held" },
    { name: "stay-accepted", route: "/stays/{id}", path: seeking.accepted.stay, as: "accepted" },
    { name: "stay-arrived", route: "/stays/{id}", path: seeking.arrived.stay, as: "arrived" },
    { name: "stay-refused", route: "/stays/{id}", path: seeking.refused.stay, as: "refused" },
    { name: "stay-host", route: "/stays/{id}", path: seeking.accepted.stay, as: "opener" },
    { name: "stay-report", route: "/stays/{id}/report", path: `${seeking.accepted.stay}/report`, as: "accepted" },
    { name: "stay-reported", route: "/stays/{id}/report", path: reported.stay, as: "reporter" },
    { name: "offer", route: "/doors/offer", path: "/doors/offer" },
    { name: "offer-waits", route: "/doors/offer", path: "/doors/offer", as: "draft" },
    { name: "offer-draft", route: "/doors/draft", path: "/doors/draft", as: "draft" },
    { name: "offer-draft-edit", route: "/doors/draft/edit", path: "/doors/draft/edit", as: "draft" },
    { name: "host", route: "/doors/mine/{id}", path: hosted.open, as: "host" },
    { name: "host-paused", route: "/doors/mine/{id}", path: hosted.paused, as: "host" },
    { name: "host-all", route: "/doors/mine", path: "/doors/mine", as: "host" },
    { name: "host-none", route: "/doors/mine", path: "/doors/mine", as: "karim" },
    { name: "host-edit", route: "/doors/mine/{id}/edit", path: `${hosted.open}/edit`, as: "host" },
    { name: "live", route: "/live", path: "/live" },
    { name: "live-own", route: "/live", path: "/live", as: "writer" },
    { name: "live-incident", route: "/i/{id}/live", path: `${i(real)}/live?none=paris` },
    { name: "live-drill", route: "/i/{id}/live", path: `${i(drill)}/live` },
    { name: "live-tag", route: "/tag/{key}", path: "/tag/paris" },
    { name: "live-tag-doors", route: "/tag/{key}", path: "/tag/porteouverte" },
    { name: "post", route: "/post/{id}", path: `/post/${talk.street}` },
    { name: "post-own", route: "/post/{id}", path: `/post/${talk.own}?sent=edited`, as: "writer" },
    { name: "post-denied", route: "/post/{id}", path: `/post/${talk.denied}` },
    { name: "post-denied-own", route: "/post/{id}", path: `/post/${talk.denied}`, as: "denied" },
    { name: "post-edit", route: "/post/{id}/edit", path: `/post/${talk.own}/edit`, as: "writer" },
    { name: "post-report", route: "/post/{id}/report", path: `/post/${talk.street}/report`, as: "ines" },
    { name: "post-reported", route: "/post/{id}/report", path: `/post/${talk.street}/report?done=yes`, as: "ines" },
    { name: "write", route: "/post/new", path: "/post/new" },
    { name: "write-known", route: "/post/new", path: "/post/new?tag=paris", as: "writer" },
    { name: "write-reply", route: "/post/new", path: `/post/new?reply=${talk.street}`, as: "writer" },
    { name: "write-relay", route: "/post/new", path: `/post/new?post=${talk.street}`, as: "writer" },
    { name: "rumour", route: "/rumours/{id}", path: `/rumours/${talk.rumour}` },
    { name: "embargo-log", route: "/embargoes", path: "/embargoes" },
    { name: "post-appeal", route: "/post/{id}/appeal", path: `/post/${talk.denied}/appeal`, as: "denied" },
    { name: "console-rumours", route: "/console/rumours", path: "/console/rumours?state=ruled", as: "moderator" },
    { name: "console-rumour", route: "/console/rumours/{id}", path: `/console/rumours/${talk.rumour}`, as: "moderator" },
    { name: "console-holds", route: "/console/holds", path: "/console/holds", as: "moderator" },
    { name: "console-embargoes", route: "/console/i/{id}/embargoes", path: `${desk(real)}/embargoes`, as: "staff" },
    { name: "console-embargo-new", route: "/console/i/{id}/embargoes/new", path: `${desk(real)}/embargoes/new`, as: "staff" },
    { name: "decisions", route: "/me/decisions", path: "/me/decisions", as: "writer" },
    { name: "decisions-none", route: "/me/decisions", path: "/me/decisions", as: "karim" },
    { name: "decision", route: "/me/decisions/{id}", path: `/me/decisions/${talk.decision}`, as: "writer" },
    { name: "posts-mine", route: "/me/posts", path: "/me/posts", as: "writer" },
    { name: "posts-mine-none", route: "/me/posts", path: "/me/posts", as: "karim" },
    { name: "console-tags", route: "/console/tags", path: "/console/tags?done=merge", as: "staff" },
    { name: "missing", route: "/missing", path: "/missing" },
    { name: "missing-own", route: "/missing", path: "/missing", as: "seeker" },
    { name: "missing-new", route: "/missing/new", path: "/missing/new" },
    { name: "missing-draft", route: "/missing/draft", path: "/missing/draft", as: "seeking" },
    { name: "missing-draft-edit", route: "/missing/draft/edit", path: "/missing/draft/edit", as: "seeking" },
    { name: "missing-mine", route: "/missing/mine", path: "/missing/mine", as: "seeker" },
    { name: "missing-mine-none", route: "/missing/mine", path: "/missing/mine", as: "karim" },
    { name: "missing-one", route: "/missing/{id}", path: missing.open, as: "seeker" },
    { name: "missing-one-asked", route: "/missing/{id}", path: missing.waits, as: "seeker" },
    { name: "missing-one-over", route: "/missing/{id}", path: missing.over, as: "seeker" },
    { name: "missing-words", route: "/missing/{id}/messages/{note}", path: missing.words, as: "seeker" },
    { name: "missing-words-witness", route: "/missing/{id}/messages/{note}", path: missing.words, as: "witness" },
    { name: "missing-news", route: "/missing/news", path: "/missing/news" },
    { name: "missing-news-known", route: "/missing/news", path: "/missing/news", as: "witness" },
    { name: "missing-news-done", route: "/missing/news", path: "/missing/news?done=yes", as: "witness" },
    { name: "sought", route: "/sought", path: "/sought", as: "sought" },
    { name: "sought-nobody", route: "/sought", path: "/sought", as: "karim" },
    { name: "appeal", route: "/s/{share}", path: missing.share },
    { name: "appeal-witness", route: "/s/{share}", path: missing.share, as: "witness" },
    { name: "appeal-report", route: "/s/{share}/report", path: `${missing.share}/report` },
    { name: "appeal-over", route: "/s/{share}", path: missing.ended },
    { name: "appeal-none", route: "/s/{share}", path: "/s/2222222222", status: 404 },
    { name: "console-reunions", route: "/console/reunions", path: "/console/reunions", as: "moderator" },
    { name: "missing-called", route: "/missing/{id}", path: missing.dead, as: "seeker" },
    { name: "missing-consent", route: "/missing/{id}/consent", path: `${missing.dead}/consent`, as: "seeker" },
    { name: "console-lists", route: "/console/lists", path: "/console/lists", as: "hospital" },
    { name: "console-lists-match", route: "/console/lists/matches/{id}", path: missing.matched, as: "hospital" },
    { name: "console-lists-death", route: "/console/lists/matches/{id}", path: missing.stated, as: "hospital" },
    { name: "tribute", route: "/t/{share}", path: missing.memory },
    { name: "tribute-witness", route: "/t/{share}", path: missing.memory, as: "witness" },
    { name: "tribute-family", route: "/missing/{id}/tribute", path: missing.remembered, as: "seeker" },
    { name: "memory", route: "/memory/{incident}", path: `/memory/${real}` },
    { name: "console-condolences", route: "/console/condolences", path: "/console/condolences", as: "moderator" },
    { name: "console-duplicates", route: "/console/duplicates", path: "/console/duplicates", as: "moderator" },
    { name: "console-appeals", route: "/console/appeals", path: "/console/appeals", as: "moderator" },
    { name: "console", route: "/console", path: "/console", as: "staff" },
    { name: "console-incident", route: "/console/i/{id}", path: desk(real), as: "staff" },
    { name: "console-drill", route: "/console/i/{id}", path: desk(drill), as: "staff" },
    { name: "console-draft", route: "/console/i/{id}", path: desk(draft), as: "staff" },
    { name: "console-help", route: "/console/help/{case}", path: `/console/help/${cases[0].id}`, as: "staff" },
    { name: "console-new", route: "/console/new", path: "/console/new", as: "staff" },
    { name: "console-zone", route: "/console/i/{id}/zone", path: `${desk(real)}/zone`, as: "staff" },
    { name: "console-zone-draft", route: "/console/i/{id}/zone", path: `${desk(draft)}/zone`, as: "staff" },
    { name: "console-activate", route: "/console/i/{id}/activate", path: `${desk(draft)}/activate`, as: "staff" },
    { name: "console-activate-real", route: "/console/i/{id}/activate", path: `${desk(fresh)}/activate`, as: "staff" },
    { name: "console-waiting", route: "/console/i/{id}", path: desk(waits), as: "staff" },
    { name: "console-confirm", route: "/console/i/{id}/confirm", path: `${desk(waits)}/confirm`, as: "marc" },
    { name: "console-confirm-oneself", route: "/console/i/{id}/confirm", path: `${desk(waits)}/confirm`, as: "staff" },
    { name: "console-cancel", route: "/console/i/{id}/cancel", path: `${desk(real)}/cancel`, as: "staff" },
    { name: "console-stand-down", route: "/console/i/{id}/stand-down", path: `${desk(real)}/stand-down`, as: "staff" },
    { name: "console-close", route: "/console/i/{id}/close", path: `${desk(real)}/close`, as: "staff" },
    { name: "console-remember", route: "/console/i/{id}/remember", path: `${desk(over)}/remember`, as: "staff" },
    { name: "console-journal", route: "/console/i/{id}/journal", path: `${desk(real)}/journal`, as: "staff" },
    { name: "console-journal-all", route: "/console/journal", path: "/console/journal", as: "admin" },
    { name: "console-reports", route: "/console/i/{id}/messages", path: `${desk(real)}/messages`, as: "staff" },
    { name: "console-reports-none", route: "/console/i/{id}/messages", path: `${desk(draft)}/messages`, as: "staff" },
    { name: "outcome", route: "/console/i/{id}/doors", path: `${desk(real)}/doors`, as: "staff" },
    { name: "alerts", route: "/alerts", path: "/alerts" },
    { name: "alert", route: "/alerts/{id}", path: `/alerts/${voices.said}` },
    { name: "official", route: "/i/{id}/official", path: `${i(real)}/official` },
    { name: "official-none", route: "/i/{id}/official", path: `${i(drill)}/official` },
    { name: "console-official", route: "/console/official", path: "/console/official", as: "staff" },
    { name: "console-official-new", route: "/console/official/new", path: `/console/official/new?what=attack&incident=${real}`, as: "staff" },
    { name: "console-official-one", route: "/console/official/{id}", path: `/console/official/${voices.said}`, as: "staff" },
    { name: "console-official-waits", route: "/console/official/{id}", path: `/console/official/${voices.waits}`, as: "marc" },
    { name: "console-official-correct", route: "/console/official/{id}/correct", path: `/console/official/${voices.said}/correct`, as: "staff" },
    { name: "institutions", route: "/console/institutions", path: "/console/institutions", as: "admin" },
    { name: "institution", route: "/console/institutions/{id}", path: `/console/institutions/${voices.institution}`, as: "admin" },
    { name: "perimeters", route: "/console/i/{id}/perimeters", path: `${desk(real)}/perimeters`, as: "staff" },
    { name: "perimeters-none", route: "/console/i/{id}/perimeters", path: `${desk(drill)}/perimeters`, as: "staff" },
    { name: "perimeter-new", route: "/console/i/{id}/perimeters/new", path: `${desk(real)}/perimeters/new`, as: "staff" },
    { name: "perimeter", route: "/console/i/{id}/perimeters/{perimeter}", path: `${desk(real)}/perimeters/${kept}`, as: "staff" },
    { name: "perimeter-lift", route: "/console/i/{id}/perimeters/{perimeter}/lift", path: `${desk(real)}/perimeters/${kept}/lift`, as: "staff" },
    { name: "console-messages", route: "/console/messages", path: "/console/messages", as: "staff" },
    { name: "console-inbox", route: "/console/inbox", path: "/console/inbox", as: "staff" },
    { name: "console-hooks", route: "/console/hooks", path: "/console/hooks?did=paused", as: "staff" },
    { name: "rosters", route: "/rosters", path: "/rosters", as: "staff" },
    { name: "vouch", route: "/doors/vouch", path: "/doors/vouch", as: "manager" },
    { name: "rosters-none", route: "/rosters", path: "/rosters", as: "manager" },
    { name: "roster", route: "/rosters/{id}", path: rosters.full, as: "staff" },
    { name: "roster-empty", route: "/rosters/{id}", path: rosters.empty, as: "staff" },
    { name: "roll", route: "/rosters/{id}/rolls/{incident}", path: `${rosters.full}/rolls/${real}`, as: "staff" },
    { name: "roll-over", route: "/rosters/{id}/rolls/{incident}", path: `${rosters.full}/rolls/${drill}`, as: "staff" },
    { name: "moderation", route: "/console/moderation", path: "/console/moderation", as: "moderator" },
    { name: "moderation-report", route: "/console/moderation/{id}", path: reported.grave, as: "staff" },
    { name: "moderation-sealed", route: "/console/moderation/{id}", path: reported.other, as: "moderator" },
    { name: "moderation-evidence", route: "/console/moderation/{id}/evidence", path: `${reported.grave}/evidence`, as: "staff" },
    { name: "console-proofs", route: "/console/proofs", path: "/console/proofs", as: "staff" },
  ];
  const cookies = {
    "": {}, ines: { rz: ines.token }, lea: { rz: lea.token }, karim: { rz: karim.token }, omar: { rz: omar.token }, nora: { rz: nora.token }, lucie: { rz: written.token },
    held: { rz: seeking.held.token }, accepted: { rz: seeking.accepted.token }, arrived: { rz: seeking.arrived.token }, refused: { rz: seeking.refused.token }, opener: { rz: seeking.host },
    reporter: { rz: reported.token }, moderator: { rz: await staffCookie(server, "Sami R.", "moderator") }, hospital: { rz: await staffCookie(server, "Ana D.", "institution") },
    writer: { rz: talk.nora }, denied: { rz: talk.vincent }, verifier: { rz: await staffCookie(server, "Rédaction", "verifier") }, city: { rz: await staffCookie(server, "Mairie de l’Exemple", "institution") }, host: { rz: host.token }, draft: { door: hosted.draft },
    seeker: { rz: missing.seeker }, sought: { rz: missing.sought }, witness: { rz: missing.witness }, seeking: { notice: missing.draft },
    staff: { rz: staff }, marc: { rz: await staffCookie(server, "Marc L.") }, manager: { rz: await staffCookie(server, "Université", "roster-manager") }, admin: { rz: await staffCookie(server, "Alix P.", "admin") }, safe: { answer: await passer(server, real, "safe") }, help: { answer: await passer(server, real, "need_help") },
  };
  return { real, drill, draft, over, link, cookies, places };
};

const ROOT = resolve(import.meta.dirname, "../..");
/** What is no page: the API, what other machines call, files, downloads. */
const NO_PAGE = /^\/(api|assets|hooks)\/|^\/(manifest\.webmanifest|robots\.txt|favicon\.ico|me\/export|console\/inbox\/new|alerts(\/(band|style\.css|key\.pem)|\.\w+)|(live|tag\/\{key\})\/feed\.\w+|p\/\{id\}(\/small)?|s\/\{share\}\/card\.png)$/;

/** The pattern of every page that the rooms have, read from their sources, so that none is left out of the tests. */
export const routes = async () => {
  const found = new Set();
  for (const folder of ["rooms"]) {
    for (const entry of await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\/src\/.*\.rs$/.test(path)) continue;
      const text = await readFile(path, "utf8");
      const named = [...text.matchAll(/Route::get\(\s*([A-Z]\w*),/g)].map(([, name]) => new RegExp(`const ${name}: &str = "(/[^"]*)"`).exec(text)?.[1]);
      const said = [...text.matchAll(/(?:Route::get\(\s*|Self::\w+ => )"(\/[^"]*)"/g)].map(m => m[1]);
      for (const route of [...said, ...named]) {
        if (route && !NO_PAGE.test(route)) found.add(route);
      }
    }
  }
  return [...found].sort();
};
