// @ts-check
// While many write at once, the device of somebody new finds a few numbers whose hashes begin with zeros, and the message leaves by itself.
// The page works without: its ticket is good after a wait. The same file is the worker, so that the page stays as quick as it was.

const news = /** @type {HTMLElement | null} */ (self.document?.querySelector("[data-toll]") ?? null);

/** The first so many bits of the fractions of roots of primes, as SHA-256 has them (FIPS 180-4, 4.2.2 and 5.3.3). */
const constants = () => {
  const [k, h] = [new Int32Array(64), new Int32Array(8)];
  for (let n = 2, i = 0; i < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (i < 8) h[i] = (n ** 0.5 % 1) * 2 ** 32;
    k[i++] = (n ** (1 / 3) % 1) * 2 ** 32;
  }
  return [k, h];
};

/** How many bits are zero at the head of the SHA-256 of a short text: one block. */
const zeros = (() => {
  const [k, h] = constants();
  const w = new Int32Array(64);
  /** @param {number} x @param {number} n */
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  /** @param {string} text */
  return text => {
    w.fill(0);
    for (let i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    w[text.length >> 2] |= 128 << (24 - (text.length % 4) * 8);
    w[15] = text.length * 8;
    let [a, b, c, d, e, f, g, z] = h;
    for (let i = 0; i < 64; i++) {
      if (i > 15) {
        const [x, y] = [w[i - 15], w[i - 2]];
        w[i] = w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const one = z + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      z = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    // No more than 32 bits are ever asked for.
    return Math.clz32(a + h[0]);
  };
})();

if (!self.document) onmessage = ({ data: { seed, bits, puzzles } }) => {
  const numbers = [];
  for (let n = 0; n < puzzles; n++) {
    let number = 0;
    while (zeros(`${seed}.${n}.${number}`) < bits) number++;
    numbers.push(number);
    postMessage(numbers);
  }
};

if (news && window.Worker) {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[name=numbers]"));
  const { toll: seed, bits, puzzles, doing, half, done } = news.dataset;
  const waits = news.textContent;
  const worker = new Worker(/** @type {HTMLScriptElement} */ (document.querySelector("script[src*='/rz-toll.']")).src);
  let touched = false;
  field?.form?.addEventListener("input", () => { touched = true; });
  /** @param {string | undefined} text */
  const say = text => { if (text) news.textContent = text; };
  say(doing);
  worker.onmessage = ({ data }) => {
    if (data.length * 2 === Number(puzzles)) say(half);
    if (data.length < Number(puzzles)) return;
    if (!field?.form) return;
    field.value = data.join(" ");
    // Whoever goes on writing presses themselves, and so does who has a browser of before 2022.
    if (touched || !field.form.requestSubmit) say(done); else field.form.requestSubmit();
  };
  // What cannot work waits, as without script.
  worker.onerror = () => { news.textContent = waits; };
  worker.postMessage({ seed, bits: Number(bits), puzzles: Number(puzzles) });
}
