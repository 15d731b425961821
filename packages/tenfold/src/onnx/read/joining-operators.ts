import type { Shape } from "../../engine/tensor.js";
import { entryOf, type LayerEntry } from "../../layers/layer.js";
import { residual } from "../../layers/residual.js";
import { silu } from "../../layers/silu.js";
import { squeezeExcite } from "../../layers/squeeze-excite.js";
import { type WeightedLayer, withParts } from "../../model/imported.js";
import { addConstant, multiplyConstant } from "./arithmetic-operators.js";
import { type Flow, throughEach } from "./flow.js";
import type { NodeSite } from "./node-site.js";

/**
 * Add and Mul, where both sides come from the images: the layers that both have passed through are the same objects, what comes after them
 * are the branches.
 *
 *   layers of a   conv2d relu │ conv2d conv2d        residual([conv2d, conv2d])
 *   layers of b   conv2d relu │
 */
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
  const { before, rest } = parted(a.layers, b.layers);
  const [branch, shortcut] = rest[0].length > 0 ? rest : [rest[1], rest[0]];
  site.want(branch.length > 0, "adds a value to itself; Tenfold has no such layer");
  const layers = [branch, ...(shortcut.length > 0 ? [shortcut] : [])].map((part) => part.map(({ layer }) => layer)) as [
    WeightedLayer["layer"][],
    WeightedLayer["layer"][]?,
  ];
  const joined = residual(layers[0], layers[1] ? { shortcut: layers[1] } : {});
  site.want(depthOf([entryOf(joined)]) <= DEEPEST, `is the end of branches inside each other more than ${DEEPEST} deep`);
  return { ...a, layers: [...before, withParts(joined, [branch, shortcut], shapeAfter(before, site.images))] };
}

/** x · sigmoid(x), or x · a gate for each channel. */
function product(site: NodeSite): Flow {
  const flows = [site.flow(0), site.flow(1)] as const;
  const [x, gates] = flows[0].layers.length <= flows[1].layers.length ? flows : [flows[1], flows[0]];
  const { rest } = parted(x.layers, gates.layers);
  const kinds = rest[1].map(({ layer }) => layer.kind).join(" ");
  const known = rest[0].length === 0 && (kinds === "sigmoid" || kinds === EXCITING);
  site.want(
    known,
    `multiplies what was made of the images by ${kinds || "itself"}; x · sigmoid(x) and squeeze-and-excitation with SiLU are what Tenfold has`,
  );
  if (kinds === "sigmoid") return throughEach(x, silu());
  site.want(
    gates.dims.join() === `${x.sides[2]},1,1`,
    `multiplies [${x.dims.join(", ")}] by [${gates.dims.join(", ")}]; one number a channel is wanted`,
  );
  const [, ...excitation] = rest[1];
  const reduced = Number(excitation[0]?.layer.config.units);
  const layer = squeezeExcite(x.sides[2] as number, reduced);
  return { ...x, layers: [...x.layers, withParts(layer, [excitation], shapeAfter(x.layers, site.images))] };
}

const EXCITING = "global_average_pooling2d dense silu dense sigmoid";

/** As deep as model files may be. */
const DEEPEST = 8;

function depthOf(entries: readonly LayerEntry[]): number {
  const lists = entries.flatMap((entry) => Object.values(entry)).filter((option): option is readonly LayerEntry[] => Array.isArray(option));
  return 1 + Math.max(0, ...lists.map(depthOf));
}

/** What both have in common, and the rest of each. */
function parted(a: readonly WeightedLayer[], b: readonly WeightedLayer[]) {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return { before: a.slice(0, shared), rest: [a.slice(shared), b.slice(shared)] as const };
}

function shapeAfter(layers: readonly WeightedLayer[], images: Shape): Shape {
  return layers.reduce((shape, { layer }) => layer.outputShape(shape), images);
}
