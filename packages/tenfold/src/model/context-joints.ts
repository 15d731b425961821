import type { Shape } from "../engine/tensor.js";
import { concatenate } from "../layers/concatenate.js";
import { dense } from "../layers/dense.js";
import { film } from "../layers/film.js";
import { type WeightedLayer, withParts } from "./imported.js";
import { type Joint, type Path, wantShallow } from "./joined-branches.js";
import type { StoredTensor } from "./stored/safetensors.js";

/** Where what was made of the images of another program's network meets what was made of the numbers beside them. */
export interface ContextJoint extends Pick<Joint, "want"> {
  /** Of the numbers as they come to the network. */
  readonly context: Shape;
  /** Of one example, as the first path makes it. */
  readonly sides: Shape;
  /** Where the second path's numbers go: the one for place `p` is its number `order[p]`. As they come unless told. */
  readonly order?: ArrayLike<number> | undefined;
  /** Counts numbers that become weights, and refuses too many. */
  spend(numbers: number): void;
}

/** The path behind a multiplication by numbers made of the context, one a channel: a film layer. */
export function scaledBy(x: Path, scales: Path, joint: ContextJoint): Path {
  return filmed(x, halfOf(scales, SCALE, joint), joint);
}

/** The path behind an addition of such numbers: a film layer, the one before where that scales by the same layers. */
export function shiftedBy(x: Path, shifts: Path, joint: ContextJoint): Path {
  const branch = halfOf(shifts, SHIFT, joint);
  const last = x.at(-1);
  const [scales] = last?.layer.kind === "film" ? (last.parts ?? []) : [];
  const both = scales && sumOf(scales, branch, joint);
  return both ? filmed(x.slice(0, -1), both, joint) : filmed(x, branch, joint);
}

/** The path behind a concatenation: what was made of the context stands behind the features. */
export function besideEach(x: Path, made: Path, { context, sides, want }: ContextJoint): Path {
  const layer = concatenate(made.map(({ layer }) => layer));
  wantShallow(layer, want);
  return [...x, withParts(layer, [made], sides, context)];
}

/** Whether a layer, or one in it, reads the context. */
export function readsContext({ layer, parts = [] }: WeightedLayer): boolean {
  return layer.kind === "film" || layer.kind === "concatenate" || parts.some((part) => part.some(readsContext));
}

/** The halves of what a film layer's branch makes. */
const SCALE = 0;
const SHIFT = 1;

function filmed(x: Path, branch: Path, { context, sides, want }: ContextJoint): Path {
  const layer = film(branch.map(({ layer }) => layer));
  wantShallow(layer, want);
  return [...x, withParts(layer, [branch], sides, context)];
}

/**
 * What a path makes as one half of what a film layer wants, zeros as the other. Film scales by 1 more than it is told.
 *
 *   path   … dense(c)              … dense(2 c), of whose kernel half is zeros
 *          … relu                  … relu dense(2 c), of whose kernel half is the identity
 */
function halfOf(path: Path, half: 0 | 1, { sides, order, spend }: ContextJoint): Path {
  const channels = sides.at(-1) as number;
  const { before, scale, offset } = withoutRescaling(path);
  const last = before.at(-1);
  const isDense = last?.layer.kind === "dense";
  spend(2 * channels * (isDense ? ((last.weights.kernel as StoredTensor).shape[0] as number) : channels));
  const { kernel, bias } = isDense ? (last.weights as Record<"kernel" | "bias", StoredTensor>) : identity(channels);
  const inputs = kernel.shape[0] as number;
  const W = new Float32Array(inputs * 2 * channels);
  const b = new Float32Array(2 * channels);
  for (let place = 0; place < channels; place++) {
    const from = order ? (order[place] as number) : place;
    const to = half * channels + place;
    for (let input = 0; input < inputs; input++) W[input * 2 * channels + to] = scale * (kernel.data[input * channels + from] as number);
    b[to] = scale * (bias.data[from] as number) + (half === SCALE ? offset - 1 : offset);
  }
  const weights = { kernel: { shape: [inputs, 2 * channels], data: W }, bias: { shape: [2 * channels], data: b } };
  return [...(isDense ? before.slice(0, -1) : before), { layer: dense(2 * channels), weights }];
}

/** A path without the rescalings at its end, and what they come to. */
function withoutRescaling(path: Path): { readonly before: Path; readonly scale: number; readonly offset: number } {
  let [before, scale, offset] = [path, 1, 0];
  for (let last = before.at(-1); last?.layer.kind === "rescaling"; last = before.at(-1)) {
    const { scale: own, offset: moved } = last.layer.config;
    [scale, offset] = [scale * Number(own), scale * Number(moved) + offset];
    before = before.slice(0, -1);
  }
  return { before, scale, offset };
}

function identity(size: number): Record<"kernel" | "bias", StoredTensor> {
  const data = new Float32Array(size * size);
  for (let at = 0; at < size; at++) data[at * (size + 1)] = 1;
  return { kernel: { shape: [size, size], data }, bias: { shape: [size], data: new Float32Array(size) } };
}

/** Two paths that differ in the weights of a last dense layer only, as one that makes the sum of both. */
function sumOf(a: Path, b: Path, { spend }: ContextJoint): Path | undefined {
  const [one, other] = [a.at(-1), b.at(-1)] as [WeightedLayer, WeightedLayer];
  if (a.length !== b.length || !a.slice(0, -1).every((layer, at) => layer === b[at])) return undefined;
  if (one.layer.kind !== "dense" || other.layer.kind !== "dense") return undefined;
  const weights = Object.fromEntries(
    Object.entries(one.weights).map(([name, { shape, data }]) => {
      const others = (other.weights[name] as StoredTensor).data;
      spend(data.length);
      return [name, { shape, data: data.map((value, at) => value + (others[at] as number)) }];
    }),
  );
  return [...a.slice(0, -1), { layer: one.layer, weights }];
}
