// Writes the split that both trainings use: bytes of images and labels.
// usage: node make-split.js FOLDER

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { split } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";

const { train } = await mnist();
const sets = split(train, { validation: 0.2, seed: 42 });
for (const name of ["training", "validation"]) {
  writeFileSync(join(process.argv[2], `${name}.images`), sets[name].images.pixels);
  writeFileSync(join(process.argv[2], `${name}.labels`), Uint8Array.from(sets[name].labels));
}
