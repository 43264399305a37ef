// @ts-check
// A map that the server drew can be moved and looked at more closely. It shows nothing more by that; the list beside it says the same.

for (const map of document.querySelectorAll(".map")) {
  const svg = map.querySelector("svg");
  const tools = /** @type {HTMLElement | null} */ (map.querySelector("[data-pan]"));
  if (!svg || !tools) continue;
  const { width, height } = svg.viewBox.baseVal;
  let x = 0, y = 0, zoom = 1;
  const show = () => {
    zoom = Math.min(8, Math.max(1, zoom));
    const [w, h] = [width / zoom, height / zoom];
    [x, y] = [Math.min(width - w, Math.max(0, x)), Math.min(height - h, Math.max(0, y))];
    svg.setAttribute("viewBox", `${x.toFixed(1)} ${y.toFixed(1)} ${w.toFixed(1)} ${h.toFixed(1)}`);
    // A map that is whole lets the page scroll under the finger.
    svg.style.touchAction = zoom > 1 ? "none" : "";
  };
  /** @param {number} by */
  const scale = by => {
    const was = zoom;
    zoom = Math.min(8, Math.max(1, zoom * by));
    [x, y] = [x + width / was / 2 - width / zoom / 2, y + height / was / 2 - height / zoom / 2];
    show();
  };
  /** In parts of what is seen. @param {number} dx @param {number} dy */
  const move = (dx, dy) => { [x, y] = [x + dx * width / zoom, y + dy * height / zoom]; show(); };
  /** @type {Record<string, () => void>} */
  const acts = {
    in: () => scale(1.6), out: () => scale(1 / 1.6),
    west: () => move(-0.25, 0), east: () => move(0.25, 0), north: () => move(0, -0.25), south: () => move(0, 0.25),
  };
  tools.hidden = false;
  tools.addEventListener("click", e => acts[/** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest("[data-do]"))?.dataset.do ?? ""]?.());

  /** @type {{ id: number, x: number, y: number } | null} */
  let grip = null;
  let moved = false;
  svg.addEventListener("pointerdown", e => {
    moved = false;
    if (!e.button && !grip && zoom > 1) grip = { id: e.pointerId, x: e.clientX, y: e.clientY };
  });
  svg.addEventListener("pointermove", e => {
    if (!grip || e.pointerId !== grip.id) return;
    const [dx, dy] = [e.clientX - grip.x, e.clientY - grip.y];
    if (!moved && Math.hypot(dx, dy) < 5) return;
    if (!moved) svg.setPointerCapture(e.pointerId);
    moved = true;
    const box = svg.getBoundingClientRect();
    move(-dx / box.width, -dy / box.height);
    grip = { id: grip.id, x: e.clientX, y: e.clientY };
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => { grip = null; });
  // What was a drag is no press on the pin under it.
  svg.addEventListener("click", e => { if (moved) e.preventDefault(); }, true);
}
