// Predicts and reads with the built library on whichever runtime runs this, and prints what came as one line of JSON. Probabilities are told by
// their bits. It uses nothing but Tenfold, so that it runs wherever Tenfold does.

import { load, pretrained, startEngine } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { loadReader, loadReaders } from "../../packages/tenfold/dist/recognize/index.js";

const DIGITS = 5;

const { test } = await mnist();
const best = await bestBuild();
const predictions = {};
for (const build of new Set(["plain", best.build])) predictions[build] = await predicted(build);
console.log(JSON.stringify({ runtime: runtime(), ...best, predictions, reading: await read(), byWorkers: await readByWorkers() }));

/** What an engine on two threads is like where nobody says which build. */
async function bestBuild() {
  const engine = await startEngine({ threads: 2 });
  const { build, threads } = engine;
  await engine.dispose();
  return { build, threads };
}

/** How likely the seed network holds each digit for each of 100 test images, as the bits of the floats. */
async function predicted(build) {
  const model = await load(await pretrained("classic"), { threads: 2, build });
  const probabilities = await model.predict(test.images.slice(0, 100));
  await model.dispose();
  return Array.from(new Uint32Array(probabilities.buffer), (bits) => bits.toString(16).padStart(8, "0")).join("");
}

/** The first test images in a row, read as a line. */
async function read() {
  const reader = await loadReader({ threads: 2, build: "plain" });
  const { strings } = await reader.read(row());
  await reader.dispose();
  return strings.map(told);
}

/** The same, three times at once on two workers. */
async function readByWorkers() {
  const readers = await loadReaders({ workers: 2, build: "plain" });
  const readings = await Promise.all([row(), row(), row()].map((picture) => readers.read(picture)));
  await readers.dispose();
  return readings.map(({ strings }) => strings.map(told));
}

function told({ text, status, confidence }) {
  return { text, status, confidence };
}

/** Light paper with the first test images on it, one beside the other, at twice their size. */
function row() {
  const [height, width] = [96, 56 * DIGITS + 40];
  const pixels = new Uint8Array(height * width).fill(235);
  for (let y = 0; y < 56; y++) {
    for (let x = 0; x < 56 * DIGITS; x++) {
      const ink = test.images.pixels[Math.floor(x / 56) * 784 + (y >> 1) * 28 + ((x % 56) >> 1)];
      pixels[(y + 20) * width + x + 20] = 235 - ((ink * 3) >> 2);
    }
  }
  return { pixels, height, width, channels: 1 };
}

function runtime() {
  if (globalThis.Bun) return `Bun ${globalThis.Bun.version}`;
  if (globalThis.Deno) return `Deno ${globalThis.Deno.version.deno}`;
  return `Node ${process.versions.node}`;
}
