import { sizeOf } from "../../engine/tensor.js";
import { type ContextJoint, scaledBy, shiftedBy } from "../../model/context-joints.js";
import { added, multiplied } from "../../model/joined-branches.js";
import { asFeatures, asImages, type Flow, placesOf } from "../values/flow.js";
import type { NodeSite } from "../values/node-site.js";
import { addConstant, multiplyConstant } from "./arithmetic-operators.js";

/** Add and Mul, of constants or where both sides come from the network's inputs. */
export const joiningOperators: Readonly<Record<string, (site: NodeSite) => Flow>> = {
  Add: (site) => (joins(site) ? sum(site) : addConstant(site)),
  Mul: (site) => (joins(site) ? product(site) : multiplyConstant(site)),
};

function joins({ inputs }: NodeSite): boolean {
  return inputs.length === 2 && inputs.every((value) => value?.kind === "flow" || value?.kind === "known");
}

function sum(site: NodeSite): Flow {
  const [a, b] = [site.flow(0), site.flow(1)];
  if (a.of !== b.of) return a.of === "images" ? byContext(site, a, b, shiftedBy) : byContext(site, b, a, shiftedBy);
  const alike = [a.sides.join() === b.sides.join(), a.order.join() === b.order.join(), a.dims.join() === b.dims.join(), a.flat === b.flat];
  const areInPlace = !a.places && !b.places;
  site.want(alike.every(Boolean) && areInPlace, `adds [${a.dims.join(", ")}] and [${b.dims.join(", ")}], which differ in shape or order`);
  return { ...a, layers: added(a.layers, b.layers, { ...site, images: startOf(a, site) }) };
}

function product(site: NodeSite): Flow {
  const flows = [site.flow(0), site.flow(1)] as const;
  if (flows[0].of !== flows[1].of)
    return flows[0].of === "images" ? byContext(site, ...flows, scaledBy) : byContext(site, flows[1], flows[0], scaledBy);
  const [x, gates] = flows[0].layers.length <= flows[1].layers.length ? flows : [flows[1], flows[0]];
  const layers = multiplied(x.layers, gates.layers, { ...site, images: startOf(x, site) });
  const fits = layers.at(-1)?.layer.kind === "silu" || gates.dims.join() === `${x.sides[2]},1,1`;
  site.want(fits, `multiplies [${x.dims.join(", ")}] by [${gates.dims.join(", ")}]; one number a channel is wanted`);
  return { ...x, layers };
}

function startOf({ of }: Flow, { images, context }: NodeSite): readonly number[] {
  return of === "images" ? images : (context as readonly number[]);
}

type Join = typeof shiftedBy;

/** Channels or features of the images scaled or shifted by what was made of the numbers beside them. */
function byContext(site: NodeSite, x: Flow, made: Flow, join: Join): Flow {
  const areImages = x.dims.length === 3 && !x.flat;
  const flow = areImages ? asImages(x, site.who) : x.dims.length === 3 ? x : asFeatures(x, site.who);
  const channels = areImages ? (flow.sides[2] as number) : sizeOf(flow.sides);
  const wanted = x.dims.length === 3 ? [channels, 1, 1] : [channels];
  site.want(
    made.dims.join() === wanted.join() && !made.places,
    `joins [${x.dims.join(", ")}] of the images and [${made.dims.join(", ")}] of the numbers beside them; [${wanted.join(", ")}], one a channel, is wanted`,
  );
  const order = areImages ? undefined : placesOf(flow);
  const joint: ContextJoint = { ...site, context: site.context as readonly number[], sides: areImages ? flow.sides : [channels], order };
  return { ...flow, layers: join(flow.layers, made.layers, joint) };
}
