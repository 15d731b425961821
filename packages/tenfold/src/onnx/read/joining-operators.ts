import { added, multiplied } from "../../model/joined-branches.js";
import { addConstant, multiplyConstant } from "./arithmetic-operators.js";
import type { Flow } from "./flow.js";
import type { NodeSite } from "./node-site.js";

/** Add and Mul, of constants or where both sides come from the images. */
export const joiningOperators: Readonly<Record<string, (site: NodeSite) => Flow>> = {
  Add: (site) => (joins(site) ? sum(site) : addConstant(site)),
  Mul: (site) => (joins(site) ? product(site) : multiplyConstant(site)),
};

function joins({ inputs }: NodeSite): boolean {
  return inputs[0]?.kind === "flow" && inputs[1]?.kind === "flow";
}

function sum(site: NodeSite): Flow {
  const [a, b] = [site.flow(0), site.flow(1)];
  const alike = [a.sides.join() === b.sides.join(), a.order.join() === b.order.join(), a.dims.join() === b.dims.join(), a.flat === b.flat];
  site.want(alike.every(Boolean), `adds [${a.dims.join(", ")}] and [${b.dims.join(", ")}], which differ in shape or order`);
  return { ...a, layers: added(a.layers, b.layers, site) };
}

function product(site: NodeSite): Flow {
  const flows = [site.flow(0), site.flow(1)] as const;
  const [x, gates] = flows[0].layers.length <= flows[1].layers.length ? flows : [flows[1], flows[0]];
  const layers = multiplied(x.layers, gates.layers, site);
  const fits = layers.at(-1)?.layer.kind === "silu" || gates.dims.join() === `${x.sides[2]},1,1`;
  site.want(fits, `multiplies [${x.dims.join(", ")}] by [${gates.dims.join(", ")}]; one number a channel is wanted`);
  return { ...x, layers };
}
