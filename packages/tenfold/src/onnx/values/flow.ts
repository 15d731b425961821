import { sizeOf } from "../../engine/tensor.js";
import { FormatError } from "../../errors.js";
import { flatten } from "../../layers/flatten.js";
import type { Layer } from "../../layers/layer.js";
import type { WeightedLayer } from "../../model/imported.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import { transposed } from "../axes.js";

/**
 * What flows through an ONNX graph at some value, as Tenfold sees it: the layers that have made it, and how ONNX lays out what they give.
 *
 *   sides   [7, 7, 64]   what the layers give: height, width, channels, or a row of features
 *   order   [2, 0, 1]    ONNX has the axes of `sides` in this order, here channels first
 *   dims    [64, 7, 7]   the shape that ONNX gives to these numbers, or [3136] once they are in a row
 *
 * Reshaping and transposing change `order` and `dims` only; no number moves until a layer wants it in another place.
 */
export interface Flow {
  readonly layers: readonly WeightedLayer[];
  readonly sides: readonly number[];
  readonly order: readonly number[];
  readonly dims: readonly number[];
  /** Whether the layers give them in a row already, in the order of `sides`. */
  readonly flat: boolean;
  /** What the layers begin with: the images, or the numbers that are known beside them. */
  readonly of: "images" | "context";
  /** Where features were put together out of Tenfold's order: number `p` of the layers is ONNX's number `places[p]`. */
  readonly places?: Float32Array | undefined;
}

const CHANNELS_FIRST = [2, 0, 1];

/** The images themselves. Their channels are where 1, 3 or 4 of them stand, first when in doubt; without any they are gray. */
export function imagesFlow(dims: readonly number[]): Flow {
  const [a = 1, b = 1, c = 1] = dims;
  const root = Math.sqrt(a);
  if (dims.length === 1) return start(root === Math.floor(root) ? [root, root, 1] : [1, a, 1], [0, 1, 2], dims);
  if (dims.length === 2) return start([a, b, 1], [0, 1, 2], dims);
  const last = ![1, 3, 4].includes(a) && [1, 3, 4].includes(c);
  return last ? start([a, b, c], [0, 1, 2], dims) : start([b, c, a], CHANNELS_FIRST, dims);
}

function start(sides: readonly number[], order: readonly number[], dims: readonly number[]): Flow {
  return { layers: [], sides, order, dims, flat: false, of: "images" };
}

/** The flow behind a layer that takes images; `who` names the node in an error. */
export function throughImages(flow: Flow, layer: Layer, weights: WeightedLayer["weights"], who: string): Flow {
  const sides = layer.outputShape(asImages(flow, who).sides);
  const [height = 1, width = 1, channels = 1] = sides;
  return {
    layers: [...flow.layers, { layer, weights }],
    sides,
    order: CHANNELS_FIRST,
    dims: [channels, height, width],
    flat: false,
    of: flow.of,
  };
}

/** The same flow, where ONNX has it as images with channels first. */
export function asImages(flow: Flow, who: string): Flow {
  const settled = settle(flow, flow.dims);
  const places = settled.order.filter((axis) => settled.sides[axis] !== 1);
  const [height, width, channels] = flow.sides;
  const first = places.every((axis, at) => at === 0 || CHANNELS_FIRST.indexOf(places[at - 1] as number) < CHANNELS_FIRST.indexOf(axis));
  if (flow.flat || !first || flow.dims.join() !== [channels, height, width].join()) {
    throw new FormatError(`${who} gets [${flow.dims.join(", ")}], where images with channels first are wanted`);
  }
  return { ...flow, order: CHANNELS_FIRST };
}

/** The flow behind a layer that works on every number alone. */
export function throughEach(flow: Flow, layer: Layer): Flow {
  return { ...flow, layers: [...flow.layers, { layer, weights: {} }] };
}

/** The same flow in a row; its numbers stay in ONNX's order for who asks `rowsInOrder`. */
export function asFeatures(flow: Flow, who: string): Flow {
  if (flow.dims.length !== 1)
    throw new FormatError(`${who} gets [${flow.dims.join(", ")}], where a row of features is wanted; put Flatten before it`);
  return flow.flat ? flow : { ...throughEach(flow, flatten()), flat: true };
}

/** The flow behind a layer that takes features and gives a row of them. */
export function throughFeatures(flow: Flow, layer: Layer, weights: WeightedLayer["weights"], who: string): Flow {
  const { layers, sides, of } = asFeatures(flow, who);
  const outputs = layer.outputShape([sizeOf(sides)]);
  return { layers: [...layers, { layer, weights }], sides: outputs, order: [0], dims: outputs, flat: true, of };
}

/** Rows, one a feature in ONNX's order, brought into Tenfold's. */
export function rowsInOrder({ sides, order, places }: Flow, rows: StoredTensor): StoredTensor {
  if (places) return rowsAt(rows, places);
  const split = { shape: [...order.map((axis) => sides[axis] as number), ...rows.shape.slice(1)], data: rows.data };
  const back = sides.map((_, axis) => order.indexOf(axis));
  const rest = rows.shape.slice(1).map((_, axis) => order.length + axis);
  return { shape: rows.shape, data: transposed(split, [...back, ...rest]).data };
}

function rowsAt({ shape, data }: StoredTensor, places: Float32Array): StoredTensor {
  const size = data.length / places.length;
  const moved = new Float32Array(data.length);
  for (const [to, from] of places.entries()) moved.set(data.subarray(from * size, (from + 1) * size), to * size);
  return { shape, data: moved };
}

/** Which of ONNX's numbers each of Tenfold's is, of a row of features. */
export function placesOf(flow: Flow): Float32Array {
  const count = sizeOf(flow.sides);
  return rowsInOrder(flow, { shape: [count], data: Float32Array.from({ length: count }, (_, at) => at) }).data;
}

/** Whether ONNX has the numbers in the very order of Tenfold. */
export function isInOrder({ sides, order, places }: Flow): boolean {
  if (places) return false;
  const axes = order.filter((axis) => sides[axis] !== 1);
  return axes.every((axis, at) => at === 0 || (axes[at - 1] as number) < axis);
}

/** The same numbers under another shape. */
export function reshaped(flow: Flow, dims: readonly number[], who: string): Flow {
  if (sizeOf(dims) !== sizeOf(flow.dims)) {
    throw new FormatError(`${who} makes [${dims.join(", ")}] of [${flow.dims.join(", ")}], which has another number of values`);
  }
  return settle(flow, dims);
}

/** With the axes in another order: axis `i` of the result is axis `order[i]`, none of them the batch. */
export function turned(flow: Flow, order: readonly number[], who: string): Flow {
  const dims = order.map((axis) => flow.dims[axis] as number);
  const moving = order.filter((axis) => flow.dims[axis] !== 1);
  if (moving.every((axis, at) => at === 0 || (moving[at - 1] as number) < axis)) return settle(flow, dims);
  const axes = flow.order.map((axis) => flow.sides[axis]);
  if (axes.join() !== flow.dims.join()) {
    throw new FormatError(`${who} turns [${flow.dims.join(", ")}], which no longer has the axes of images; turn before reshaping`);
  }
  return { ...flow, order: order.map((axis) => flow.order[axis] as number), dims };
}

/** Where an axis has one place only, it may stand anywhere: chooses the order that fits `dims`, if there is one. */
function settle(flow: Flow, dims: readonly number[]): Flow {
  const single = flow.order.filter((axis) => flow.sides[axis] === 1);
  const others = flow.order.filter((axis) => flow.sides[axis] !== 1);
  const order: number[] = [];
  for (const side of dims) order.push((side === 1 ? single.shift() : others.shift()) ?? -1);
  const fits = single.length === 0 && others.length === 0 && order.every((axis, at) => flow.sides[axis] === dims[at]);
  return fits ? { ...flow, order, dims } : { ...flow, dims };
}
