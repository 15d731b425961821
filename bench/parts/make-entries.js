// Writes what all contestants read: 128 pictures, and the classic network after some steps on them, as Tenfold's file and as ONNX.
// usage: node make-entries.js FOLDER

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  architectures,
  batchNorm,
  classic,
  decodeModel,
  describeNetwork,
  lineArchitectureNamed,
  sequential,
} from "../../packages/tenfold/dist/chunks/index.js";
import { encodeOnnx } from "../../packages/tenfold/dist/chunks/onnx.js";
import { compiled, targetsFor } from "../contestants/recipe.js";

const folder = process.argv[2];
const BATCH = 128;
const STEPS = 30; // enough to tell the pictures apart: equal probabilities for all of them would compare nothing

const pictures = Float32Array.from({ length: BATCH * 784 }, (_, at) => blob(Math.floor(at / 784), at % 784));
const model = await compiled({ network: quicklySettling(classic()) });
for (let step = 0; step < STEPS; step++) await model.trainOnBatch(pictures, targetsFor(BATCH));
const bytes = model.encode();
await model.dispose();

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "pictures.f32"), new Uint8Array(pictures.buffer));
writeFileSync(join(folder, "classic.safetensors"), bytes);
for (const network of [...Object.values(architectures).map((architecture) => architecture()), lineArchitectureNamed("line")()]) {
  writeFileSync(join(folder, `${network.name}.json`), JSON.stringify(describeNetwork(network)));
}
writeFileSync(join(folder, "classic.onnx"), await encodeOnnx(decodeModel(bytes, "classic.safetensors"), { input: "floats" }));

/** The same network, whose running statistics come to those of the pictures within the few steps. */
function quicklySettling({ name, layers }) {
  const settling = batchNorm({ momentum: 0.5 });
  return sequential(
    { name },
    layers.map(({ layer }) => (layer.kind === settling.kind ? settling : layer)),
  );
}

/** A round spot of ink: its place tells the label and a little more, its size depends on the picture. */
function blob(picture, pixel) {
  const label = picture % 10;
  const y = Math.floor(pixel / 28) - 6 - 4 * (label % 4) - (picture % 3);
  const x = (pixel % 28) - 6 - 6 * (label >> 2) - (picture % 7) / 2;
  return Math.exp(-(y * y + x * x) / (8 + ((picture * 5) % 23)));
}
