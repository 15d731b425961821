// TensorFlow.js with its WebAssembly backend, the same layers and weights. In Node that backend runs on one thread.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { decodeModel } from "../../packages/tenfold/dist/index.js";
import { job, tellInference } from "../parts/job.js";

const work = job();
setWasmPaths(fileURLToPath(new URL("../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url)));
await tf.setBackend("wasm");
const model = modelOf(decodeModel(readFileSync(work.modelPath), work.modelPath));

await tellInference(work, async (pictures) => {
  const images = tf.tensor(pictures, [pictures.length / 784, 28, 28, 1]);
  const probabilities = model.predict(images);
  const values = await probabilities.data();
  tf.dispose([images, probabilities]);
  return values;
});

function modelOf({ network, weights }) {
  const model = tf.sequential();
  for (const [index, { name, layer, weights: specs }] of network.layers.entries()) {
    const made = layerOf(layer, index === 0 ? { inputShape: network.input } : {});
    model.add(made);
    if (specs.length > 0) made.setWeights(specs.flatMap((spec) => tensorsOf(spec, weights[`${name}.${spec.name}`].data)));
  }
  return model;
}

function layerOf({ kind, config }, first) {
  const makers = {
    conv2d: ({ filters, kernel, padding }) => tf.layers.conv2d({ filters, kernelSize: kernel, padding, ...first }),
    batch_normalization: (options) => tf.layers.batchNormalization(options),
    relu: () => tf.layers.reLU(),
    max_pooling2d: () => tf.layers.maxPooling2d({ poolSize: 2 }),
    dropout: (options) => tf.layers.dropout(options),
    flatten: () => tf.layers.flatten(),
    dense: (options) => tf.layers.dense(options),
    softmax: () => tf.layers.softmax(),
  };
  return makers[kind](config);
}

/** Weights have the same layout; only the running mean and variance are one tensor in Tenfold and two here. */
function tensorsOf({ name, shape }, data) {
  const tensor = tf.tensor(data.slice(), shape);
  return name === "running" ? tf.unstack(tensor) : [tensor];
}
