import { UsageError } from "../../errors.js";
import type { StoredTensor } from "../../model/safetensors.js";
import type { PlacedLayer } from "../../model/sequential.js";
import { filtersFirst } from "../axes.js";
import type { GraphWriter } from "./graph-writer.js";

/** A layer about to become ONNX nodes. */
export interface LayerSite {
  readonly place: Pick<PlacedLayer, "name" | "layer" | "input" | "output">;
  readonly graph: GraphWriter;
  /** The value the layer reads. */
  readonly x: string;
  /** One of the layer's weights, as Tenfold has it. */
  weight(name: string): StoredTensor;
}

/** Adds a layer's nodes and returns the name of the value they make. */
export type LayerWriter = (site: LayerSite) => string;

/**
 * How each kind of layer is said in ONNX, where images are channels-first, `[batch, channels, height, width]`. Nothing is folded: each
 * runtime does its own optimizing.
 */
export const layerNodes: Readonly<Record<string, LayerWriter>> = {
  rescaling(site) {
    const { scale, offset } = site.place.layer.config;
    const scaled = site.graph.node("Mul", [site.x, scalar(site, "scale", Number(scale))]);
    return site.graph.node("Add", [scaled, scalar(site, "offset", Number(offset))]);
  },
  conv2d(site) {
    const { kernel, padding } = site.place.layer.config;
    const size = Number(kernel);
    const pad = padding === "same" ? (size - 1) / 2 : 0;
    const W = filtersFirst(site.weight("kernel"));
    return site.graph.node("Conv", [site.x, constant(site, "kernel", W), constant(site, "bias")], {
      kernel_shape: [size, size],
      pads: [pad, pad, pad, pad],
    });
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
  relu: ({ graph, x }) => graph.node("Relu", [x]),
  max_pooling2d: ({ graph, x }) => graph.node("MaxPool", [x], { kernel_shape: [2, 2], strides: [2, 2] }),
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

/** @throws UsageError when there is no way to say such a layer in ONNX */
export function writerOf(kind: string): LayerWriter {
  const writer = Object.hasOwn(layerNodes, kind) ? layerNodes[kind] : undefined;
  if (!writer) throw new UsageError(`a layer of kind "${kind}" cannot be written as ONNX; ${Object.keys(layerNodes).join(", ")} can`);
  return writer;
}

function constant({ place, graph, weight }: LayerSite, which: string, { shape, data } = weight(which)): string {
  return graph.floats(`${place.name}.${which}`, shape, data);
}

function scalar({ place, graph }: LayerSite, which: string, value: number): string {
  return graph.floats(`${place.name}.${which}`, [], Float32Array.of(value));
}
