import { sizeOf } from "../../engine/tensor.js";
import type { Constant } from "../values/constant.js";
import type { NodeSite } from "../values/node-site.js";

/**
 * ONNX operators where all that they read are weights: they are worked out while the file is read, as CNTK's exporter leaves a Reshape before
 * a dense layer, and others the scaling of weights.
 */
export const weightOperators: Readonly<Record<string, (site: NodeSite) => Constant>> = {
  Add: (site) => each(site, (a, b) => a + b),
  Sub: (site) => each(site, (a, b) => a - b),
  Mul: (site) => each(site, (a, b) => a * b),
  Div: (site) => each(site, (a, b) => (isWhole(site) ? Math.trunc(a / b) : a / b)),
  Pow: (site) => each(site, (a, b) => a ** b),
  Neg: (site) => alone(site, (a) => -a),
  Sqrt: (site) => alone(site, Math.sqrt),
  Reciprocal: (site) => alone(site, (a) => 1 / a),
  Exp: (site) => alone(site, Math.exp),
  Flatten(site) {
    const { shape } = site.constant(0);
    const axis = site.int("axis", 1);
    const before = sizeOf(shape.slice(0, axis < 0 ? axis + shape.length : axis));
    return inShape(site, [before, sizeOf(shape) / before]);
  },
  Reshape(site) {
    const { shape } = site.constant(0);
    const asked = site.sizes(1).sizes.map(Number);
    const kept = asked.map((size, at) => (size === 0 && site.int("allowzero", 0) === 0 ? (shape[at] ?? 0) : size));
    const known = kept.reduce((product, size) => (size === -1 ? product : product * size), 1);
    return inShape(
      site,
      kept.map((size) => (size === -1 ? sizeOf(shape) / known : size)),
    );
  },
};

function isWhole(site: NodeSite): boolean {
  return site.constant(0).integers !== undefined && site.constant(1).integers !== undefined;
}

function inShape(site: NodeSite, shape: readonly number[]): Constant {
  const constant = site.constant(0);
  const fits = shape.every((size) => Number.isSafeInteger(size) && size >= 0) && sizeOf(shape) === constant.data.length;
  site.want(fits, `makes [${shape.join(", ")}] of [${constant.shape.join(", ")}], which has another number of values`);
  return { ...constant, shape };
}

function alone(site: NodeSite, work: (a: number) => number): Constant {
  const { shape, data } = site.constant(0);
  return { shape, data: data.map(work) };
}

/** One side is as large as the result, and the other is repeated along it: weights never grow by what a file asks for. */
function each(site: NodeSite, work: (a: number, b: number) => number): Constant {
  const [a, b] = [site.constant(0), site.constant(1)];
  const rank = Math.max(a.shape.length, b.shape.length);
  const [of, from] = [a, b].map(({ shape }) => [...Array.from({ length: rank - shape.length }, () => 1), ...shape]) as [number[], number[]];
  const shape = of.map((size, axis) => (size === 1 ? (from[axis] as number) : size));
  const fits = shape.every((size, axis) => [1, size].includes(of[axis] as number) && [1, size].includes(from[axis] as number));
  const isOneSide = sizeOf(shape) === Math.max(a.data.length, b.data.length);
  site.want(fits && isOneSide, `joins weights of [${a.shape.join(", ")}] and [${b.shape.join(", ")}], which do not go into each other`);
  const places = [placesIn(of, shape), placesIn(from, shape)] as const;
  const integers: number[] = [];
  const data = new Float32Array(sizeOf(shape));
  const whole = isWhole(site);
  for (let at = 0; at < data.length; at++) {
    const [one, other] = [places[0](at), places[1](at)];
    const value = work(numberAt(a, one), numberAt(b, other));
    data[at] = value;
    if (whole) integers.push(value);
  }
  return whole ? { shape, data, integers } : { shape, data };
}

function numberAt({ integers, data }: Constant, at: number): number {
  return (integers ?? data)[at] as number;
}

/** Where the number of a result lies in a tensor that is repeated along axes of one. */
function placesIn(own: readonly number[], shape: readonly number[]): (at: number) => number {
  if (own.join() === shape.join()) return (at) => at;
  const steps = own.map((size, axis) => (size === 1 ? 0 : sizeOf(own.slice(axis + 1))));
  return (at) => {
    let [rest, place] = [at, 0];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] as number;
      place += (rest % size) * (steps[axis] as number);
      rest = Math.floor(rest / size);
    }
    return place;
  };
}
