import { sizeOf } from "../../engine/tensor.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { depthwiseConv2d } from "../../layers/depthwise-conv2d.js";
import { dropout } from "../../layers/dropout.js";
import { softmax } from "../../layers/softmax.js";
import { zeroPadding2d } from "../../layers/zero-padding2d.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import { filtersLast, transposed } from "../axes.js";
import { asFeatures, asImages, type Flow, isInOrder, rowsInOrder, throughEach, throughFeatures, throughImages } from "../values/flow.js";
import type { NodeSite } from "../values/node-site.js";
import { short } from "../values/short-float.js";
import { marginsOf } from "./margins-of.js";

/** The ONNX operators that are layers of Tenfold's, by name: each gives the flow behind it. */
export const layerOperators: Readonly<Record<string, (site: NodeSite) => Flow>> = {
  Conv(site) {
    const W = site.constant(1);
    site.want(
      W.shape.length === 4,
      `has weights of shape [${W.shape.join(", ")}]; convolutions over height and width are what Tenfold has`,
    );
    if (isRowOfMeans(site.flow(0)) && W.shape[2] === 1)
      return linear(site, transposed({ ...W, shape: W.shape.slice(0, 2) }, [1, 0]), site.optional(2));
    const images = asImages(site.flow(0), site.who);
    const [filters = 0, inputs, kernel = 0, width] = W.shape;
    const [stride = 1, across = 1] = site.ints("strides") ?? [];
    const [channels, group] = [images.sides[2] as number, site.int("group", 1)];
    site.want(kernel === width, `has a kernel of ${kernel} x ${width}; square ones are what Tenfold has`);
    site.want(stride === across, `has strides ${stride} and ${across}; the same both ways is what Tenfold has`);
    site.want(every(site.ints("dilations") ?? [], 1), "is dilated; Tenfold has no such convolution");
    const depthwise = group > 1 && group === channels && filters === channels;
    site.want(group === 1 || depthwise, `has ${group} groups; Tenfold has one, or one a channel`);
    site.want(inputs === channels / group, `takes ${inputs} channels, but gets ${channels / group}`);
    const { x, padding } = padded(site, images, kernel, stride);
    const sliding = { padding, stride };
    const bias = biasOf(site.optional(2), filters);
    if (depthwise) return throughImages(x, depthwiseConv2d(kernel, sliding), { kernel: transposed(W, [2, 3, 0, 1]), bias }, site.who);
    return throughImages(x, conv2d(filters, kernel, sliding), { kernel: filtersLast(W), bias }, site.who);
  },
  BatchNormalization(site) {
    const [gamma, beta, mean, variance] = [1, 2, 3, 4].map(site.constant) as [StoredTensor, StoredTensor, StoredTensor, StoredTensor];
    site.want(site.int("training_mode", 0) === 0, "is in training mode; export the network in evaluation mode");
    const layer = batchNorm({ momentum: short(site.float("momentum", 0.9)), epsilon: short(site.float("epsilon", 1e-5)) });
    const flow = site.flow(0);
    const images = flow.dims.length === 3;
    const x = images ? asImages(flow, site.who) : asFeatures(flow, site.who);
    const channels = images ? x.sides[2] : sizeOf(x.sides);
    const sorted = [gamma, beta, mean, variance].map((weight) => {
      site.want(weight.data.length === channels, `has statistics of ${weight.data.length} channels, but gets ${channels}`);
      return images ? weight.data : rowsInOrder(x, { shape: [weight.data.length], data: weight.data }).data;
    }) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const shape = [channels as number];
    const running = new Float32Array(2 * (channels as number));
    running.set(sorted[2]);
    running.set(sorted[3], channels);
    const weights = {
      gamma: { shape, data: sorted[0] },
      beta: { shape, data: sorted[1] },
      running: { shape: [2, ...shape], data: running },
    };
    return { ...x, layers: [...x.layers, { layer, weights }] };
  },
  Pad(site) {
    const given = site.inputs[1] ? site.sizes(1).sizes.map(Number) : (site.ints("pads") ?? []);
    const [batch, channels, top = 0, left = 0, batchAfter, channelsAfter, bottom = 0, right = 0] = given;
    const value = site.optional(2)?.data[0] ?? site.float("value", 0);
    const zeros = site.text("mode", "constant") === "constant" && value === 0;
    site.want(zeros, "pads with something else than zeros; Tenfold has no such layer");
    const images = given.length === 8 && every([batch, channels, batchAfter, channelsAfter].map(Number), 0) && site.inputs[3] === undefined;
    site.want(images, `pads by [${given.join(", ")}]; all of height and width is what Tenfold can pad`);
    return throughImages(site.flow(0), zeroPadding2d({ top, left, bottom, right }), {}, site.who);
  },
  Dropout(site) {
    const rate = site.optional(1)?.data[0] ?? site.float("ratio", 0.5);
    const trains = (site.optional(2)?.data[0] ?? 0) !== 0;
    if (trains) site.tell("dropout that the file has in training mode was taken out");
    if (trains) return site.flow(0);
    return throughEach(site.flow(0), dropout(short(rate)));
  },
  Gemm(site) {
    const B = site.constant(1);
    site.want(site.int("transA", 0) === 0, "turns its input; Tenfold has no such layer");
    site.want(B.shape.length === 2, `has weights of shape [${B.shape.join(", ")}], [inputs, outputs] is wanted`);
    const [alpha, beta] = [site.float("alpha", 1), site.float("beta", 1)];
    const kernel = site.int("transB", 0) === 1 ? transposed(B, [1, 0]) : { shape: B.shape, data: B.data };
    const C = site.optional(2);
    const scaled = { ...kernel, data: alpha === 1 ? kernel.data : kernel.data.map((value) => value * alpha) };
    return linear(site, scaled, C && { ...C, data: beta === 1 ? C.data : C.data.map((value) => value * beta) });
  },
  MatMul(site) {
    const B = site.constant(1);
    site.want(B.shape.length === 2, `has weights of shape [${B.shape.join(", ")}], [inputs, outputs] is wanted`);
    return linear(site, { shape: B.shape, data: B.data }, undefined);
  },
  Log(site) {
    const flow = site.flow(0);
    site.want(flow.layers.at(-1)?.layer.kind === "softmax", "takes the logarithm of what is no softmax; Tenfold has no such layer");
    return flow; // the probabilities are what Tenfold gives
  },
  Softmax: lastSoftmax,
  LogSoftmax: lastSoftmax, // its probabilities are what Tenfold gives
};

function isRowOfMeans({ flat, dims }: Flow): boolean {
  return flat && dims.length === 3;
}

function lastSoftmax(site: NodeSite): Flow {
  const x = asFeatures(site.flow(0), site.who);
  site.want([1, -1].includes(site.int("axis", -1)), "runs over the batch; over the classes is wanted");
  site.want(isInOrder(x), "gets the channels of images in a row; a layer of classes is wanted before it");
  return throughFeatures(x, softmax(), {}, site.who);
}

/** kernel [inputs, units], its rows in ONNX's order */
function linear(site: NodeSite, kernel: StoredTensor, bias: StoredTensor | undefined): Flow {
  const flow = site.flow(0);
  const means = isRowOfMeans(flow);
  const x = asFeatures(means ? { ...flow, dims: flow.sides } : flow, site.who);
  const [inputs, units = 0] = kernel.shape;
  site.want(inputs === sizeOf(x.sides), `takes ${inputs} features, but gets ${sizeOf(x.sides)}`);
  site.want(bias === undefined || [1, units].includes(bias.data.length), `has ${bias?.data.length} biases for ${units} outputs`);
  const y = throughFeatures(x, dense(units), { kernel: rowsInOrder(x, kernel), bias: biasOf(bias, units) }, site.who);
  return means ? { ...y, dims: [units, 1, 1] } : y;
}

function biasOf(given: StoredTensor | undefined, units: number): StoredTensor {
  const data = new Float32Array(units);
  if (given) for (let unit = 0; unit < units; unit++) data[unit] = given.data[given.data.length === 1 ? 0 : unit] as number;
  return { shape: [units], data };
}

/** Padding that convolutions have not is a layer of its own before them. */
function padded(site: NodeSite, x: Flow, kernel: number, stride: number): { readonly x: Flow; readonly padding: "same" | "valid" } {
  const margins = marginsOf(site, x.sides, kernel, stride);
  const all = Object.values(margins);
  if (kernel === 1 && every(all, 0)) return { x, padding: "same" }; // which is "valid" as well
  if (every(all, 0)) return { x, padding: "valid" };
  if (every(all, (kernel - 1) / 2)) return { x, padding: "same" };
  return { x: throughImages(x, zeroPadding2d(margins), {}, site.who), padding: "valid" };
}

function every(values: readonly number[], wanted: number): boolean {
  return values.every((value) => value === wanted);
}
