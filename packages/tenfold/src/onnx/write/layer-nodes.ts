import { UsageError } from "../../errors.js";
import { type PoolOptions, poolWindow } from "../../layers/pool-window.js";
import type { PlacedLayer } from "../../model/network/place.js";
import type { WeightValues } from "../../model/network/weights.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import { filtersFirst, transposed } from "../axes.js";
import type { GraphWriter } from "./graph-writer.js";

/** A layer about to become ONNX nodes. */
export interface LayerSite {
  readonly place: Pick<PlacedLayer, "name" | "layer" | "input" | "output" | "parts">;
  readonly graph: GraphWriter;
  /** The value the layer reads. */
  readonly x: string;
  /** One of the layer's weights, as Tenfold has it. */
  weight(name: string): StoredTensor;
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
export function addLayers(graph: GraphWriter, layers: readonly PlacedLayer[], weights: WeightValues, x: string): string {
  let value = x;
  for (const place of layers) {
    const weight = (name: string) => weights[`${place.name}.${name}`] as StoredTensor;
    const part = (number: number, input: string) => addLayers(graph, place.parts[number] ?? [], weights, input);
    value = writerOf(place.layer.kind)({ place, graph, x: value, weight, part });
  }
  return value;
}

/** @throws UsageError when there is no way to say such a layer in ONNX */
function writerOf(kind: string): LayerWriter {
  const writer = Object.hasOwn(layerNodes, kind) ? layerNodes[kind] : undefined;
  if (!writer) throw new UsageError(`a layer of kind "${kind}" cannot be written as ONNX; ${Object.keys(layerNodes).join(", ")} can`);
  return writer;
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
