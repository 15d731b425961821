import { elu } from "../../layers/elu.js";
import { hardSilu } from "../../layers/hard-silu.js";
import type { Layer } from "../../layers/layer.js";
import { relu } from "../../layers/relu.js";
import { rescaling } from "../../layers/rescaling.js";
import { sigmoid } from "../../layers/sigmoid.js";
import { tanh } from "../../layers/tanh.js";
import { type Flow, throughEach } from "../values/flow.js";
import type { NodeSite } from "../values/node-site.js";
import { short } from "../values/short-float.js";

/** The ONNX operators that change every number by itself, and are layers of Tenfold's. */
export const activationOperators: Readonly<Record<string, (site: NodeSite) => Flow>> = {
  Clip: clip,
  Elu: (site) => each(site, elu({ alpha: short(site.float("alpha", 1)) })),
  HardSigmoid(site) {
    const line = rescaling({ scale: site.float("alpha", 0.2), offset: site.float("beta", 0.5) });
    return throughEach(each(site, line), relu({ limit: 1 }));
  },
  HardSwish: (site) => each(site, hardSilu()),
  LeakyRelu: (site) => each(site, relu({ slope: short(site.float("alpha", 0.01)) })),
  Relu: (site) => each(site, relu()),
  Sigmoid: (site) => each(site, sigmoid()),
  Tanh: (site) => each(site, tanh()),
};

function each(site: NodeSite, layer: Layer): Flow {
  return throughEach(site.flow(0), layer);
}

/** From 0 on, a ReLU with a limit; a limit alone goes to the ReLU before. Bounds are inputs since operator set 11, attributes before. */
function clip(site: NodeSite): Flow {
  const bound = (at: number, name: string, none: number) => {
    const value = site.optional(at)?.data[0] ?? site.float(name, none);
    return Math.abs(value) > NONE ? none : short(value);
  };
  const [least, limit] = [bound(1, "min", Number.NEGATIVE_INFINITY), bound(2, "max", Number.POSITIVE_INFINITY)];
  if (least === 0) return each(site, relu({ limit }));
  const flow = site.flow(0);
  const before = flow.layers.at(-1)?.layer;
  const slope = before?.kind === "relu" && before.config.limit === undefined ? Number(before.config.slope ?? 0) : undefined;
  site.want(
    least === Number.NEGATIVE_INFINITY && slope !== undefined,
    `keeps numbers from ${least} to ${limit}; from 0 on, or behind a ReLU, is what Tenfold has`,
  );
  return { ...flow, layers: [...flow.layers.slice(0, -1), { layer: relu({ slope: slope as number, limit }), weights: {} }] };
}

/** Bounds near the largest of all floats are how ONNX says that there is none. */
const NONE = 3e38;
