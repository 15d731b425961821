// A worker that reads one source's pictures at every effort, and says of each how sure the reader was and whether it was right,
// and the same of its digits.

import { parentPort, workerData } from "node:worker_threads";
import { startEngine } from "../../packages/tenfold/dist/engine/engine.js";
import { fieldCache } from "../../packages/tenfold/dist/fields/field-cache.js";
import { decodeModel } from "../../packages/tenfold/dist/index.js";
import { efforts, viewsOf } from "../../packages/tenfold/dist/recognize/effort.js";
import { lineLattices } from "../../packages/tenfold/dist/recognize/lattices/line-lattices.js";
import { lookOf } from "../../packages/tenfold/dist/recognize/looks/digit-look.js";
import { lineLook } from "../../packages/tenfold/dist/recognize/looks/line-look.js";
import { readField } from "../../packages/tenfold/dist/recognize/trust/read-field.js";
import { loadInto } from "../../packages/tenfold/dist/training/labels/compile.js";
import { digitHits } from "./digit-hits.js";
import { readingSources } from "./sources.js";

const { model, lines, signs, efforts: wanted = efforts, ...options } = workerData;
const engine = await startEngine({ threads: 1 });
const look = lookOf(loadInto(engine, decodeModel(model, "the network for digits")));
const looksAtLines = [lines, signs].flatMap((bytes) => (bytes ? lineLook(engine, decodeModel(bytes, "a network for lines")) : []));
const fieldOf = fieldCache();
const viewsAt = (effort) => viewsOf("calibrate", effort).lines;
const views = Math.max(...wanted.map(viewsAt));
const sources = await readingSources(options);

parentPort.on("message", async (name) => {
  const read = [];
  for await (const { picture, truth, field } of sources.find((source) => source.name === name).items()) {
    const lattices = await lineLattices(picture, look, looksAtLines, { isField: true, views });
    if (lattices.length === 0) continue; // nothing found is nothing promised
    read.push(
      wanted.map((effort) => {
        const seen = lattices.map(({ views: all = [], ...lattice }) => ({ ...lattice, views: all.slice(0, viewsAt(effort)) }));
        // Taken at its word, and at any error: what is not accepted then is kept back by something else than its confidence.
        const { text, confidence, status, digits } = readField(seen, fieldOf(field), { maxError: 1 - 1e-12 });
        return [status === "accepted" ? confidence : 0, Number(text === truth), digitHits(digits, truth)];
      }),
    );
  }
  parentPort.postMessage(read);
});
