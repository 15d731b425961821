// The pen-written digits of a folder with UNIPEN's, digits.ndjson or digits.ndjson.gz, without those that are not what their label says.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { asLabeled } from "../../packages/tenfold/dist/data/pens/unipen-errata.js";
import { parseStrokeSamples } from "../../packages/tenfold/dist/data/stroke-samples.js";

export function penStrokes(folder) {
  const name = existsSync(folder) && readdirSync(folder).find((file) => /^digits\.ndjson(\.gz)?$/.test(file));
  if (!name) throw new Error(`${folder} holds no digits.ndjson.gz`);
  const bytes = readFileSync(join(folder, name));
  return asLabeled(parseStrokeSamples((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"), name));
}
