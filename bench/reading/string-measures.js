// How many strings come out right whole, and how well the reader knows which.

import { startEngine } from "../../packages/tenfold/dist/engine/engine.js";
import { readRateAt, riskCoverage } from "../../packages/tenfold/dist/index.js";
import { decodePages } from "../../packages/tenfold/dist/node/index.js";
import { frameTexts } from "../../packages/tenfold/dist/recognize/decode/frame-texts.js";
import { fieldOf, latticesOf, lookOf, readLattice } from "../../packages/tenfold/dist/recognize/index.js";
import { lineLook } from "../../packages/tenfold/dist/recognize/looks/line-look.js";
import { loadInto } from "../../packages/tenfold/dist/training/labels/compile.js";

/** Each from a lattice to digits and how sure they are; whole is what the first network for lines says. */
const ways = (field) => ({
  "cut into digits": ({ frames, ...lattice }) => readLattice(lattice, field),
  whole: ({ frames = [] }) => {
    const [best] = frames[0] ? frameTexts(frames[0], 1) : [];
    return { text: best?.text ?? "", confidence: best?.probability ?? 0 };
  },
  both: (lattice) => readLattice(lattice, field),
});

/**
 * @param strings { picture, text: digits alone }
 * @returns a row each for cutting, reading whole and both: counts, and what was misread as { wanted, got, index }
 */
export async function measureStrings(strings, spec, { model: file, lines, signs }) {
  const engine = await startEngine({ threads: 1 });
  const model = loadInto(engine, file);
  const [look, looksAtLines] = [lookOf(model), [lines, signs].flatMap((file) => (file ? lineLook(engine, file) : []))];
  const rows = Object.entries(ways(fieldOf(spec))).map(([how, readBy]) => ({
    how,
    readBy,
    right: 0,
    misread: [],
    confidences: [],
    hits: [],
  }));
  const time = { ms: 0, most: 0 };
  for (const [index, { picture, text }] of strings.entries()) {
    const start = process.cpuUsage();
    const lattices = await latticesOf(picture, look, looksAtLines);
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    time.ms += ms;
    if (index > 0) time.most = Math.max(time.most, ms); // the first one warms up
    for (const row of rows) {
      const found = lattices
        .map(row.readBy)
        .reduce((best, one) => (one.confidence > best.confidence ? one : best), { text: "", confidence: 0 });
      const hit = found.text.replace(/\D/g, "") === text;
      row.confidences.push(found.confidence);
      row.hits.push(Number(hit));
      if (hit) row.right++;
      else row.misread.push({ wanted: text, got: found.text, index });
    }
  }
  await model.dispose();
  return rows.map(({ readBy, confidences, hits, ...row }) => {
    const { readRate } = readRateAt(riskCoverage(Float64Array.from(confidences), Uint8Array.from(hits)), 0.01);
    return { ...row, of: strings.length, readRate: readRate ?? 0, ...time };
  });
}

/** The sample's amounts as strings to measure. */
export async function decoded(amounts, read) {
  const strings = [];
  for (const { file, ...rest } of amounts) {
    for await (const { picture } of decodePages(read(file), file)) strings.push({ picture, ...rest });
  }
  return strings;
}
