import { rescaling } from "../../layers/rescaling.js";
import type { WeightedLayer } from "../../model/imported.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import type { Constant } from "../values/constant.js";
import { type Flow, throughEach } from "../values/flow.js";
import type { NodeSite } from "../values/node-site.js";

/**
 * Arithmetic of the flow with constants. One number for all rescales, as preprocessing does; one number a channel right behind a
 * convolution or a dense layer goes into its weights, as a bias or a scale.
 */
export const arithmeticOperators: Readonly<Record<string, (site: NodeSite) => Flow>> = {
  Sub: (site) =>
    site.inputs[0]?.kind === "constant"
      ? affine(site, ({ data }) => ({ scale: [-1], offset: [...data] }))
      : affine(site, ({ data }) => ({ scale: [1], offset: Array.from(data, (value) => -value) })),
  Div(site) {
    site.want(site.inputs[1]?.kind === "constant", "divides by what was made of the images; Tenfold has no such layer");
    return affine(site, ({ data }) => ({ scale: Array.from(data, (value) => 1 / value), offset: [0] }));
  },
};

export function addConstant(site: NodeSite): Flow {
  return affine(site, ({ data }) => ({ scale: [1], offset: [...data] }));
}

export function multiplyConstant(site: NodeSite): Flow {
  return affine(site, ({ data }) => ({ scale: [...data], offset: [0] }));
}

/** y = scale · x + offset: one number each, or one a channel. */
interface Affine {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

function affine(site: NodeSite, of: (constant: Constant) => Affine): Flow {
  const at = site.inputs[0]?.kind === "constant" ? 1 : 0;
  site.want(site.inputs[1 - at]?.kind === "constant", "joins two parts of the network in a way that Tenfold has not");
  const flow = site.flow(at);
  const constant = site.constant(1 - at);
  const { scale, offset } = of(constant);
  if (constant.data.length === 1) return rescaledFlow(flow, scale[0] as number, offset[0] as number);
  const last = flow.layers.at(-1);
  const channels = flow.sides.at(-1) as number;
  const linear = last?.layer.kind === "conv2d" || last?.layer.kind === "dense";
  const fits = constant.data.length === channels && constant.shape.at(channelAxis(flow)) === channels;
  site.want(
    linear && fits,
    `has a constant of shape [${constant.shape.join(", ")}]; one number, or one a channel behind a convolution or dense layer, is what Tenfold has`,
  );
  return { ...flow, layers: [...flow.layers.slice(0, -1), intoWeights(last as WeightedLayer, { scale, offset })] };
}

/** Counted from the end, where constants are aligned. */
function channelAxis({ order, dims }: Flow): number {
  return order.indexOf(order.length - 1) - dims.length;
}

function rescaledFlow(flow: Flow, scale: number, offset: number): Flow {
  const last = flow.layers.at(-1);
  if (last?.layer.kind !== "rescaling") return throughEach(flow, rescaling({ scale, offset }));
  const before = { scale: Number(last.layer.config.scale), offset: Number(last.layer.config.offset) };
  const both = rescaling({ scale: before.scale * scale, offset: before.offset * scale + offset });
  return { ...flow, layers: [...flow.layers.slice(0, -1), { layer: both, weights: {} }] };
}

/** scale · (W x + b) + offset = (scale W) x + (scale b + offset); the last axis of W counts channels. */
function intoWeights({ layer, weights }: WeightedLayer, { scale, offset }: Affine): WeightedLayer {
  const { kernel, bias } = weights as Record<"kernel" | "bias", StoredTensor>;
  const at = (values: readonly number[], index: number) => values[values.length === 1 ? 0 : index % values.length] as number;
  const W = kernel.data.map((value, index) => value * at(scale, index));
  const b = bias.data.map((value, index) => value * at(scale, index) + at(offset, index));
  return { layer, weights: { kernel: { shape: kernel.shape, data: W }, bias: { shape: bias.shape, data: b } } };
}
