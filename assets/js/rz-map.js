// @ts-check
// Draws a zone on the map of a form: by pointer, by touch and by keyboard. What is drawn stands in the form's GeoJSON field;
// without this script the field, a centre and a radius do the same. Nothing is changed by looking.

/** A point: longitude, latitude; or pixels. @typedef {[number, number]} Point */

/** @template {Element} T @param {string} id @returns {T} */
const get = id => /** @type {any} */ (document.getElementById(id));
/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
const make = (name, attributes, text = "") => {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, String(value));
  e.textContent = text;
  return e;
};
/** @param {Point} a @param {Point} b */
const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** @param {SVGSVGElement} svg */
const start = svg => {
  const d = svg.dataset;
  const lang = document.documentElement.lang;
  const [lat0, lon0, perLat, perLon, least, most] = [d.lat, d.lon, d.y, d.x, d.least, d.most].map(Number);
  const field = /** @type {HTMLTextAreaElement} */ (get("f-zone"));
  const place = /** @type {HTMLSelectElement} */ (get("f-place"));
  const was = get("draw-was");
  const layer = make("g", {});
  svg.querySelectorAll(".m-q, .m-st, .m-lab").forEach(e => e.remove());
  svg.append(layer);
  const places = [...place.options].slice(1).map(o => ({ name: o.text, at: /** @type {Point} */ (o.value.split(",").map(Number).reverse()) }));

  let lat = lat0, lon = lon0, zoom = 1, width = 760, height = 560, chosen = -1;
  /** @type {Point[]} */
  let ring = [];
  /** An outline that is only shown. */
  let fixed = false;

  /** @param {Point} p @returns {Point} */
  const pixel = p => [(p[0] - lon) * perLon * zoom + width / 2, (lat - p[1]) * perLat * zoom + height / 2];
  /** @param {Point} p @returns {Point} */
  const earth = p => [round(lon + (p[0] - width / 2) / perLon / zoom), round(lat - (p[1] - height / 2) / perLat / zoom)];
  const round = (/** @type {number} */ n) => Math.round(n * 1e5) / 1e5;
  const said = (/** @type {number} */ n, digits = 3) => n.toLocaleString(lang, { minimumFractionDigits: digits > 1 ? digits : 0, maximumFractionDigits: digits });
  const named = (/** @type {number} */ i) => (d.point ?? "").replace("{n}", String(i + 1)).replace("{lat}", said(ring[i][1])).replace("{lon}", said(ring[i][0]));

  // ---- What is drawn.

  const labels = () => {
    /** @type {number[][]} */
    const taken = [[0, height - 24, 190], [width - 50, 34, 50]];
    const dots = make("g", { class: "m-st" }), texts = make("g", { class: "m-lab" });
    for (const { name, at } of places) {
      const [x, y] = pixel(at);
      const wide = name.length * 7.5 + 16;
      if (x < 8 || y < 12 || x + wide > width || y > height - 12 || taken.some(t => Math.abs(t[1] - y) < 20 && x < t[0] + t[2] && t[0] < x + wide)) continue;
      taken.push([x, y, wide]);
      dots.append(make("circle", { cx: x, cy: y, r: 3.2 }));
      texts.append(make("text", { x: x + 8, y, dy: ".35em" }, name));
    }
    layer.append(dots, texts);
    return texts;
  };
  const ground = () => {
    // A round length of 70 pixels or more is as wide as the grid.
    const km = 110.574 / perLat / zoom;
    const metres = [50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4].find(m => m / 1000 / km >= 70) ?? 1e5;
    const step = metres / 1000 / km;
    const [x0, y0] = pixel([lon0, lat0]);
    let path = "";
    for (let x = (x0 % step + step) % step; x < width; x += step) path += `M${x} 0V${height}`;
    for (let y = (y0 % step + step) % step; y < height; y += step) path += `M0 ${y}H${width}`;
    layer.append(make("path", { class: "m-q", d: path }));
    const long = metres < 1000 ? [metres, "meter"] : [metres / 1000, "kilometer"];
    const text = new Intl.NumberFormat(lang, { style: "unit", unit: String(long[1]) }).format(Number(long[0]));
    return [
      make("path", { class: "m-bar", d: `M16 ${height - 22}v8h${step}v-8M${width - 20} 42V16l-6 9M${width - 20} 16l6 9` }),
      make("text", { x: 22, y: height - 24 }, text), make("text", { x: width - 25, y: 58 }, "N"),
    ];
  };
  const handles = () => {
    /** @type {Point[]} */
    const shown = [];
    ring.forEach((p, i) => {
      const at = pixel(p);
      // Points that are too near to be pressed apart appear when the map is larger.
      if (i !== chosen && shown.some(s => far(s, at) < 26)) return;
      shown.push(at);
      const g = make("g", { class: `hp${i === chosen ? " on" : ""}`, tabindex: 0, role: "button", "aria-label": named(i), "data-i": i });
      g.append(make("circle", { class: "hit", cx: at[0], cy: at[1], r: 22 }), make("circle", { class: "handle", cx: at[0], cy: at[1], r: 8 }));
      layer.append(g);
    });
  };
  const draw = () => {
    const held = layer.contains(document.activeElement);
    width = svg.clientWidth || 760;
    height = width * 560 / 760;
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const [x, y] = pixel([lon0, lat0]);
    was.setAttribute("transform", `translate(${x} ${y}) scale(${zoom}) translate(-380 -280)`);
    layer.textContent = "";
    const over = ground();
    const texts = labels();
    if (ring.length) layer.insertBefore(make("path", { class: "m-zone", d: `M${ring.map(p => pixel(p).join(" ")).join("L")}z` }), texts);
    texts.append(...over);
    handles();
    if (held) hold();
  };
  const hold = () => {
    const g = /** @type {SVGElement | null} */ (layer.querySelector(`[data-i="${chosen}"]`));
    (g ?? svg).focus({ preventScroll: true });
  };

  // ---- What is said of it, and what the form takes.

  const area = () => {
    const middle = ring.reduce((sum, p) => sum + p[1], 0) / ring.length * Math.PI / 180;
    // Kilometres in a degree on the ellipsoid (WGS 84), by the usual series.
    const north = 111.13295 - 0.55982 * Math.cos(2 * middle) + 0.00118 * Math.cos(4 * middle);
    const east = 111.41288 * Math.cos(middle) - 0.0935 * Math.cos(3 * middle);
    const twice = ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + (x - lon0) * (v - lat0) - (u - lon0) * (y - lat0); }, 0);
    return Math.abs(twice) / 2 * north * east;
  };
  /** @param {Point} a @param {Point} b @param {Point} c */
  const turn = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  const crosses = () => ring.some((a, i) => {
    const b = ring[(i + 1) % ring.length];
    return ring.some((c, j) => {
      const e = ring[(j + 1) % ring.length];
      return j > i + 1 && (j + 1) % ring.length !== i && turn(a, b, c) !== turn(a, b, e) && turn(c, e, a) !== turn(c, e, b);
    });
  });
  const verdict = () => {
    if (fixed) return [d.fixed];
    if (ring.length < 3) return [ring.length ? d.few : d.none, true];
    const km2 = area();
    const [text, wrong] = crosses() ? [d.cross, true] : km2 < least ? [d.small, true] : km2 > most ? [d.large, true] : [d.zone, false];
    return [text?.replace("{points}", String(ring.length)).replace("{km2}", said(km2, km2 < 0.1 ? 3 : 1)), wrong];
  };
  let soon = 0;
  const tell = () => {
    clearTimeout(soon);
    soon = setTimeout(() => {
      const [text, wrong] = verdict();
      const line = get("draw-says");
      line.textContent = String(text);
      line.className = `st ${wrong ? "is-false" : "is-help"}`;
      svg.setAttribute("aria-label", `${d.name}. ${text}`);
      get("draw-points").replaceChildren(...ring.map((_, i) => Object.assign(document.createElement("li"), { textContent: named(i) })));
    }, 300);
  };
  const wipe = () => was.querySelector(".m-zone")?.remove();
  const changed = () => {
    fixed = false;
    wipe();
    const whole = ring.length > 2;
    field.value = whole ? JSON.stringify({ type: "Polygon", coordinates: [[...ring, ring[0]]] }) : "";
    // A zone is either drawn or around a centre.
    for (const name of ["place", "lat", "lon", "radius"]) /** @type {HTMLInputElement} */ (get(`f-${name}`)).value = "";
    draw();
    tell();
  };
  const read = () => {
    /** @type {any} */
    let shape = null;
    try { shape = JSON.parse(field.value); } catch { /* The server says what is wrong with it. */ }
    shape = shape?.features?.[0] ?? shape;
    shape = shape?.geometry ?? shape;
    const rings = shape?.type === "Polygon" ? shape.coordinates : shape?.type === "MultiPolygon" ? shape.coordinates?.flat() : [];
    fixed = rings?.length > 1 || rings?.[0]?.length > 400;
    ring = fixed || !rings?.length ? [] : rings[0].slice(0, -1).map((/** @type {number[]} */ p) => [p[0], p[1]]);
    chosen = -1;
    // A zone around a centre stays as the server drew it, until one is drawn.
    if (ring.length) wipe();
    draw();
  };

  // ---- What is done.

  /** Puts a point where the outline becomes the least longer. @param {Point} p */
  const add = p => {
    let best = Infinity;
    chosen = ring.length;
    if (ring.length > 2) ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length];
      const more = far(pixel(a), pixel(p)) + far(pixel(p), pixel(b)) - far(pixel(a), pixel(b));
      if (more < best) { best = more; chosen = i + 1; }
    });
    ring.splice(chosen, 0, p);
    changed();
  };
  /** Somewhere useful: in the middle of the map, beside the first points, then on the longest side. @returns {Point} */
  const somewhere = () => {
    if (ring.length < 3) return earth([width * [0.5, 0.65, 0.35][ring.length], height * [0.33, 0.65, 0.65][ring.length]]);
    const side = ring.map((a, i) => [a, ring[(i + 1) % ring.length]]).sort((s, t) => far(pixel(t[0]), pixel(t[1])) - far(pixel(s[0]), pixel(s[1])))[0];
    return [round((side[0][0] + side[1][0]) / 2), round((side[0][1] + side[1][1]) / 2)];
  };
  const remove = () => {
    if (chosen < 0) return;
    ring.splice(chosen, 1);
    chosen = Math.min(chosen, ring.length - 1);
    changed();
  };
  /** @param {number} x @param {number} y */
  const pan = (x, y) => { [lon, lat] = earth([width / 2 + x, height / 2 + y]); draw(); };
  /** @param {number} by */
  const scale = by => { zoom = Math.min(40, Math.max(0.02, zoom * by)); draw(); };
  /** @type {Record<string, () => void>} */
  const tools = {
    add: () => { add(somewhere()); hold(); }, remove,
    anew: () => { ring = []; chosen = -1; changed(); },
    in: () => scale(1.5), out: () => scale(1 / 1.5),
    west: () => pan(-width / 4, 0), east: () => pan(width / 4, 0), north: () => pan(0, -height / 4), south: () => pan(0, height / 4),
  };
  get("draw-tools").addEventListener("click", e => tools[/** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest("[data-do]"))?.dataset.do ?? ""]?.());

  const index = (/** @type {Event} */ e) => Number(/** @type {SVGElement | null} */ (/** @type {Element} */ (e.target).closest("[data-i]"))?.dataset.i ?? -1);
  svg.addEventListener("focusin", e => {
    const i = index(e);
    if (i < 0 || i === chosen) return;
    chosen = i;
    layer.querySelectorAll(".hp").forEach(g => g.classList.toggle("on", g === /** @type {Element} */ (e.target)));
  });
  svg.addEventListener("keydown", e => {
    const i = index(e);
    const step = e.shiftKey ? 1 : i < 0 ? 40 : 8;
    const by = /** @type {Record<string, Point>} */ ({ ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] })[e.key];
    if (i >= 0 && (e.key === "Delete" || e.key === "Backspace")) remove();
    else if (by && i >= 0) {
      const [x, y] = pixel(ring[i]);
      ring[i] = earth([x + by[0], y + by[1]]);
      changed();
    } else if (by) pan(...by);
    else return;
    e.preventDefault();
  });

  /** What the pointer holds: where it began, which point (or the map), whether it has moved. @type {{ id: number, at: Point, i: number, moved: boolean } | null} */
  let grip = null;
  const where = (/** @type {PointerEvent} */ e) => { const box = svg.getBoundingClientRect(); return /** @type {Point} */ ([e.clientX - box.left, e.clientY - box.top]); };
  svg.addEventListener("pointerdown", e => {
    if (e.button || grip) return;
    e.preventDefault();
    grip = { id: e.pointerId, at: where(e), i: index(e), moved: false };
    svg.setPointerCapture(e.pointerId);
  });
  svg.addEventListener("pointermove", e => {
    if (!grip || e.pointerId !== grip.id) return;
    const to = where(e);
    if (!grip.moved && far(to, grip.at) < 5) return;
    grip.moved = true;
    if (grip.i >= 0) { chosen = grip.i; ring[grip.i] = earth(to); draw(); return; }
    pan(grip.at[0] - to[0], grip.at[1] - to[1]);
    grip.at = to;
  });
  svg.addEventListener("pointerup", e => {
    if (!grip || e.pointerId !== grip.id) return;
    const { i, moved } = grip;
    grip = null;
    if (i >= 0) { chosen = i; if (moved) changed(); hold(); return; }
    if (!moved) { add(earth(where(e))); hold(); }
  });
  svg.addEventListener("pointercancel", () => { grip = null; });

  field.addEventListener("change", () => { read(); tell(); });
  place.addEventListener("change", () => { if (place.value) { [lat, lon] = place.value.split(",").map(Number); draw(); } });
  let before = 0;
  new ResizeObserver(() => {
    const now = svg.clientWidth;
    if (!now || now === before) return;
    zoom *= now / (before || 760);
    before = now;
    draw();
  }).observe(svg);

  svg.setAttribute("role", "application");
  svg.setAttribute("tabindex", "0");
  svg.setAttribute("aria-describedby", "draw-how");
  for (const id of ["draw-tools", "draw-how"]) get(id).removeAttribute("hidden");
  read();
  if (fixed || ring.length > 2) tell();
};

const found = /** @type {SVGSVGElement | null} */ (document.querySelector("svg#draw"));
if (found) start(found);
