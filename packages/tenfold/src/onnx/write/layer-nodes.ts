import { UsageError } from "../../errors.js";
import { type PoolOptions, poolWindow } from "../../layers/pool-window.js";
import type { PlacedLayer } from "../../model/network/place.js";
import type { WeightValues } from "../../model/network/weights.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import { filtersFirst, transposed } from "../axes.js";
import { tensorTypes } from "../tensor-types.js";
import type { GraphWriter } from "./graph-writer.js";

/** A layer about to become ONNX nodes. */
export interface LayerSite {
  readonly place: Pick<PlacedLayer, "name" | "layer" | "input" | "output" | "parts">;
  readonly graph: GraphWriter;
  /** The value the layer reads. */
  readonly x: string;
  /** One of the layer's weights, as Tenfold has it. */
  weight(name: string): StoredTensor;
  /** What is known beside the images, `[batch, numbers]`; a name that nothing has where the network takes none. */
  readonly context: string;
  /** Adds the nodes of one of the layer's parts, which reads `x`. */
  part(number: number, x: string): string;
}

/** Adds a layer's nodes and returns the name of the value they make. */
export type LayerWriter = (site: LayerSite) => string;

/**
 * How each kind of layer is said in ONNX, where images are channels-first, `[batch, channels, height, width]`. Nothing is folded: each
 * runtime does its own optimizing.
 */
const layerNodes: Readonly<Record<string, LayerWriter>> = {
  rescaling(site) {
    const { scale, offset } = site.place.layer.config;
    const scaled = site.graph.node("Mul", [site.x, scalar(site, "scale", Number(scale))]);
    return site.graph.node("Add", [scaled, scalar(site, "offset", Number(offset))]);
  },
  conv2d: (site) => convolution(site, filtersFirst(site.weight("kernel")), 1),
  depthwise_conv2d(site) {
    const W = transposed(site.weight("kernel"), [2, 3, 0, 1]); // [kernel, kernel, channels, 1] to [channels, 1, kernel, kernel]
    return convolution(site, W, W.shape[0] as number);
  },
  batch_normalization(site) {
    const { shape, data } = site.weight("running");
    const channels = shape.slice(1);
    const mean = site.graph.floats(`${site.place.name}.mean`, channels, data.subarray(0, data.length / 2));
    const variance = site.graph.floats(`${site.place.name}.variance`, channels, data.subarray(data.length / 2));
    return site.graph.node("BatchNormalization", [site.x, constant(site, "gamma"), constant(site, "beta"), mean, variance], {
      epsilon: { float: Number(site.place.layer.config.epsilon) },
      momentum: { float: Number(site.place.layer.config.momentum) },
    });
  },
  relu(site) {
    const { graph, x, place } = site;
    const { slope, limit } = place.layer.config;
    if (slope === undefined && limit === undefined) return graph.node("Relu", [x]);
    const sloped = slope === undefined ? x : graph.node("LeakyRelu", [x], { alpha: { float: Number(slope) } });
    if (limit === undefined) return sloped;
    const least = slope === undefined ? scalar(site, "least", 0) : "";
    return graph.node("Clip", [sloped, least, scalar(site, "limit", Number(limit))]);
  },
  max_pooling2d: (site) => pool(site, "MaxPool"),
  average_pooling2d: (site) => pool(site, "AveragePool", site.place.layer.config.countPadding === true ? { count_include_pad: 1 } : {}),
  global_average_pooling2d: ({ graph, x }) => pixelMeans(graph, x),
  global_max_pooling2d: ({ graph, x }) => graph.node("Flatten", [graph.node("GlobalMaxPool", [x])], { axis: 1 }),
  sigmoid: ({ graph, x }) => graph.node("Sigmoid", [x]),
  elu: ({ graph, x, place }) => graph.node("Elu", [x], { alpha: { float: Number(place.layer.config.alpha) } }),
  hard_silu: ({ graph, x }) => graph.node("HardSwish", [x]),
  tanh: ({ graph, x }) => graph.node("Tanh", [x]),
  silu: ({ graph, x }) => graph.node("Mul", [x, graph.node("Sigmoid", [x])]),
  residual: ({ graph, x, place, part }) => graph.node("Add", [part(0, x), place.parts.length > 1 ? part(1, x) : x]),
  film(site) {
    const { graph, x, place, part, context } = site;
    const channels = place.input.at(-1) as number;
    const by = part(0, context);
    const pixels = place.input.length === 3 ? graph.integers(`${place.name}.axes`, [2, 3]) : undefined;
    const [scale, shift] = [0, 1].map((which) => {
      const rows = columnsOf(site, by, `${which}`, which * channels, channels);
      return pixels === undefined ? rows : graph.node("Unsqueeze", [rows, pixels]);
    }) as [string, string];
    return graph.node("Add", [graph.node("Mul", [x, graph.node("Add", [scale, scalar(site, "one", 1)])]), shift]);
  },
  concatenate: ({ graph, x, part, context }) => graph.node("Concat", [x, part(0, context)], { axis: 1 }),
  embedding(site) {
    const { graph, x, place, weight } = site;
    const rows = place.layer.config.rows as readonly number[];
    const { shape, data } = weight("table");
    const size = shape[1] as number;
    let first = 0;
    const made = rows.map((count, column) => {
      const number = columnsOf(site, x, `column${column}`, column, 1);
      if (count === 0) return number;
      const table = graph.floats(`${place.name}.table${column}`, [count, size], data.subarray(first * size, (first + count) * size));
      first += count;
      return graph.node("Flatten", [graph.node("Gather", [table, rowOf(site, number, `${column}`, count)], { axis: 0 })], { axis: 1 });
    });
    return made.length === 1 ? (made[0] as string) : graph.node("Concat", made, { axis: 1 });
  },
  squeeze_excite({ graph, x, place, part }) {
    const gates = part(0, pixelMeans(graph, x));
    const pixels = graph.integers(`${place.name}.axes`, [2, 3]);
    return graph.node("Mul", [x, graph.node("Unsqueeze", [gates, pixels])]);
  },
  zero_padding2d({ graph, x, place }) {
    const { top, left, bottom, right } = place.layer.config;
    return graph.node("Pad", [x, graph.integers(`${place.name}.pads`, [0, 0, top, left, 0, 0, bottom, right].map(Number))]);
  },
  dropout: ({ x }) => x, // does nothing in inference
  flatten({ graph, x, place }) {
    const [height = 1, width = 1] = place.input;
    // Dense weights expect channels last; a single pixel or a single channel has no order to change.
    const turn = place.input.length === 3 && height * width > 1;
    return graph.node("Flatten", [turn ? graph.node("Transpose", [x], { perm: [0, 2, 3, 1] }) : x], { axis: 1 });
  },
  dense: (site) => site.graph.node("Gemm", [site.x, constant(site, "kernel"), constant(site, "bias")]),
  softmax: ({ graph, x }) => graph.node("Softmax", [x], { axis: 1 }),
};

/** Adds the nodes of layers that follow each other, and returns the name of the value they make. */
export function addLayers(graph: GraphWriter, layers: readonly PlacedLayer[], weights: WeightValues, x: string, context = ""): string {
  let value = x;
  for (const place of layers) {
    const weight = (name: string) => weights[`${place.name}.${name}`] as StoredTensor;
    const part = (number: number, input: string) => addLayers(graph, place.parts[number] ?? [], weights, input, context);
    value = writerOf(place.layer.kind)({ place, graph, x: value, context, weight, part });
  }
  return value;
}

/** @throws UsageError when there is no way to say such a layer in ONNX */
function writerOf(kind: string): LayerWriter {
  const writer = Object.hasOwn(layerNodes, kind) ? layerNodes[kind] : undefined;
  if (!writer) throw new UsageError(`a layer of kind "${kind}" cannot be written as ONNX; ${Object.keys(layerNodes).join(", ")} can`);
  return writer;
}

/** Some of the columns of `[batch, columns]`. */
function columnsOf({ graph, place }: LayerSite, x: string, name: string, from: number, count: number): string {
  const whole = (what: string, value: number) => graph.integers(`${place.name}.${name}.${what}`, [value]);
  return graph.node("Slice", [x, whole("from", from), whole("to", from + count), whole("axis", 1)]);
}

/** The row of a table that a number means: the nearest, and the first where there is none. */
function rowOf(site: LayerSite, number: string, name: string, count: number): string {
  const { graph } = site;
  const half = scalar(site, `half${name}`, 0.5);
  const isRow = graph.node("And", [
    graph.node("Not", [graph.node("Less", [number, half])]),
    graph.node("Less", [number, scalar(site, `last${name}`, count - 0.5)]),
  ]);
  const nearest = graph.node("Floor", [graph.node("Add", [number, half])]);
  return graph.node("Cast", [graph.node("Where", [isRow, nearest, scalar(site, `first${name}`, 0)])], { to: tensorTypes.INT64 });
}

function convolution(site: LayerSite, W: StoredTensor, group: number): string {
  const { kernel, padding, stride = 1 } = site.place.layer.config;
  const size = Number(kernel);
  const pad = padding === "same" ? (size - 1) / 2 : 0;
  return site.graph.node("Conv", [site.x, constant(site, "kernel", W), constant(site, "bias")], {
    kernel_shape: [size, size],
    pads: [pad, pad, pad, pad],
    strides: [Number(stride), Number(stride)],
    group,
  });
}

function pool({ graph, x, place }: LayerSite, opType: string, more: Readonly<Record<string, number>> = {}): string {
  const { config, margins } = poolWindow(place.name, place.layer.config as PoolOptions);
  const { top, left, bottom, right } = margins;
  return graph.node(opType, [x], {
    kernel_shape: [config.size, config.size],
    strides: [config.stride, config.stride],
    ...(config.padding !== "valid" && { pads: [top, left, bottom, right] }),
    ...more,
  });
}

/** [batch, channels, height, width] to [batch, channels] */
function pixelMeans(graph: GraphWriter, x: string): string {
  return graph.node("Flatten", [graph.node("GlobalAveragePool", [x])], { axis: 1 });
}

function constant({ place, graph, weight }: LayerSite, which: string, { shape, data } = weight(which)): string {
  return graph.floats(`${place.name}.${which}`, shape, data);
}

function scalar({ place, graph }: LayerSite, which: string, value: number): string {
  return graph.floats(`${place.name}.${which}`, [], Float32Array.of(value));
}
