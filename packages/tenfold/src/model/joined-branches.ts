import type { Shape } from "../engine/tensor.js";
import { entryOf, type Layer, type LayerEntry } from "../layers/layer.js";
import { residual } from "../layers/residual.js";
import { silu } from "../layers/silu.js";
import { squeezeExcite } from "../layers/squeeze-excite.js";
import { type WeightedLayer, withParts } from "./imported.js";

/** What the images have passed through up to some place of another program's network. Where two paths part, they begin with the same objects. */
export type Path = readonly WeightedLayer[];

/** Where two paths of another program's network meet. */
export interface Joint {
  /** Of one image, as it comes to the network. */
  readonly images: Shape;
  /** The shape of what is known beside the image, where the network takes that, too. */
  readonly context?: Shape | undefined;
  /** Refuses the joint, with what is wrong about it, unless it is as Tenfold has it. */
  want(holds: boolean, fault: string): void;
}

/**
 * The path behind an addition: what both have passed through, then a residual layer of the rest.
 *
 *   a   conv2d relu │ conv2d conv2d        conv2d relu residual([conv2d, conv2d])
 *   b   conv2d relu │
 *
 * @throws ShapeError when the branches do not give the same shape
 */
export function added(a: Path, b: Path, { images, context, want }: Joint): Path {
  const { before, rest } = parted(a, b);
  const [branch, shortcut] = rest[0].length > 0 ? rest : [rest[1], rest[0]];
  want(branch.length > 0, "adds a value to itself; Tenfold has no such layer");
  const layers = (path: Path) => path.map(({ layer }) => layer);
  const joined = residual(layers(branch), shortcut.length > 0 ? { shortcut: layers(shortcut) } : {});
  wantShallow(joined, want);
  const sides = shapeAfter(before, images, context);
  joined.outputShape(sides, context); // which refuses branches that do not fit each other
  return [...before, withParts(joined, [branch, shortcut], sides, context)];
}

/** The path behind a multiplication: x · sigmoid(x), or x · a gate for each channel. */
export function multiplied(a: Path, b: Path, { images, context, want }: Joint): Path {
  const [x, gates] = a.length <= b.length ? [a, b] : [b, a];
  const { rest } = parted(x, gates);
  const kinds = rest[1].map(({ layer }) => layer.kind).join(" ");
  want(
    rest[0].length === 0 && (kinds === "sigmoid" || kinds === EXCITING),
    `multiplies what was made of the images by ${kinds || "itself"}; x · sigmoid(x) and squeeze-and-excitation with SiLU are what Tenfold has`,
  );
  if (kinds === "sigmoid") return [...x, { layer: silu(), weights: {} }];
  const [, ...excitation] = rest[1];
  const sides = shapeAfter(x, images, context);
  const layer = squeezeExcite(sides.at(-1) as number, Number(excitation[0]?.layer.config.units));
  return [...x, withParts(layer, [excitation], sides)];
}

const EXCITING = "global_average_pooling2d dense silu dense sigmoid";

/** As deep as model files may be. */
const DEEPEST = 8;

/** Refuses layers inside each other that no model file could hold. */
export function wantShallow(layer: Layer, want: Joint["want"]): void {
  want(depthOf([entryOf(layer)]) <= DEEPEST, `is the end of branches inside each other more than ${DEEPEST} deep`);
}

function depthOf(entries: readonly LayerEntry[]): number {
  const lists = entries.flatMap((entry) => Object.values(entry)).filter((option): option is readonly LayerEntry[] => Array.isArray(option));
  return 1 + Math.max(0, ...lists.map(depthOf));
}

/** What both have in common, and the rest of each. */
function parted(a: Path, b: Path) {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return { before: a.slice(0, shared), rest: [a.slice(shared), b.slice(shared)] as const };
}

/** What a path makes of an image, or of what is known beside it. */
export function shapeAfter(path: Path, start: Shape, context: Shape | undefined): Shape {
  return path.reduce((shape, { layer }) => layer.outputShape(shape, context), start);
}
