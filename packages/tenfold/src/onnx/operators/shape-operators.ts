import { sizeOf } from "../../engine/tensor.js";
import { transposed } from "../axes.js";
import { type Flow, reshaped, turned } from "../values/flow.js";
import type { NodeSite, PlaneSize, Value } from "../values/node-site.js";

/** Shapes are short; what doubles itself again and again is none. */
const RANK_LIMIT = 16;

/** The operators that compute nothing: they give the numbers another shape, or work out shapes. */
export const shapeOperators: Readonly<Record<string, (site: NodeSite) => Value>> = {
  Identity: (site) => site.inputs[0] as Value,
  Cast: (site) => site.inputs[0] as Value, // numbers are float32 here, sizes whole
  Constant(site) {
    const value = site.tensor("value") ?? single(site);
    site.want(value !== undefined, "holds no numbers");
    return { kind: "constant", constant: value as NonNullable<typeof value> };
  },
  Flatten(site) {
    const flow = site.flow(0);
    site.want(
      [1, -flow.dims.length].includes(site.int("axis", 1)),
      "leaves more than one axis; all but the batch in a row is what Tenfold has",
    );
    return shaped(site, [sizeOf(flow.dims)]);
  },
  Reshape(site) {
    const { sizes } = site.sizes(1);
    const flow = site.flow(0);
    site.want(sizes.length > 1 && keepsBatch(sizes, flow, site.batch), `changes the batch, to [${sizes.join(", ")}]`);
    const dims = sizes.slice(1).map((size, at) => (size === 0 && site.int("allowzero", 0) === 0 ? (flow.dims[at] ?? 0) : size));
    const known = dims.reduce<number>((product, size) => (typeof size === "number" && size > 0 ? product * size : product), 1);
    return shaped(
      site,
      dims.map((size) => (size === -1 ? sizeOf(flow.dims) / known : Number(size))),
    );
  },
  Transpose(site) {
    const value = site.inputs[0];
    const perm = site.ints("perm");
    if (value?.kind === "constant") {
      const { shape, data } = value.constant;
      const order = perm ?? shape.map((_, axis) => shape.length - 1 - axis);
      site.want(isOrderOf(order, shape.length), `has the order ${order.join(", ")} for [${shape.join(", ")}]`);
      return { kind: "constant", constant: transposed({ shape, data }, order) };
    }
    const flow = site.flow(0);
    site.want(
      perm !== undefined && perm[0] === 0 && isOrderOf(perm, flow.dims.length + 1),
      "moves the batch, or other axes than there are",
    );
    return {
      kind: "flow",
      flow: turned(
        flow,
        (perm as readonly number[]).slice(1).map((axis) => axis - 1),
        site.who,
      ),
    };
  },
  Squeeze(site) {
    const axes = axesOf(site);
    if (site.inputs[0]?.kind !== "flow") return { kind: "sizes", sizes: site.sizes(0).sizes, scalar: true };
    const { dims } = site.flow(0);
    const gone = new Set(
      axes?.map((axis) => (axis < 0 ? axis + dims.length + 1 : axis)) ?? dims.flatMap((side, at) => (side === 1 ? [at + 1] : [])),
    );
    return shaped(
      site,
      dims.filter((_, at) => !gone.has(at + 1)),
    );
  },
  Unsqueeze(site) {
    const axes = axesOf(site) ?? [];
    if (site.inputs[0]?.kind !== "flow") return { kind: "sizes", sizes: site.sizes(0).sizes, scalar: false };
    const dims = [...site.flow(0).dims];
    for (const axis of axes) dims.splice((axis < 0 ? axis + dims.length + 2 : axis) - 1, 0, 1);
    return shaped(site, dims);
  },
  Shape: (site) => {
    const sizes: readonly PlaneSize[] = ["batch", ...site.flow(0).dims];
    return { kind: "sizes", sizes: sizes.slice(site.int("start", 0), site.int("end", sizes.length)), scalar: false };
  },
  Gather(site) {
    const { sizes } = site.sizes(0);
    const { sizes: indices, scalar } = site.sizes(1);
    return { kind: "sizes", sizes: indices.map((index) => sizeAt(site, sizes, index)), scalar };
  },
  Slice(site) {
    const { sizes } = site.sizes(0);
    const [start, end] = [1, 2].map((at) => site.inputs[at] && Number(site.sizes(at).sizes[0]));
    return { kind: "sizes", sizes: sizes.slice(start ?? site.ints("starts")?.[0], end ?? site.ints("ends")?.[0]), scalar: false };
  },
  Concat(site) {
    const sizes = site.inputs.flatMap((_, at) => site.sizes(at).sizes);
    site.want(sizes.length <= RANK_LIMIT, `puts ${sizes.length} sizes together, more than a shape has`);
    return { kind: "sizes", sizes, scalar: false };
  },
};

function shaped(site: NodeSite, dims: readonly number[]): Value {
  return { kind: "flow", flow: reshaped(site.flow(0), dims, site.who) };
}

/** A constant given by an attribute of its own type. */
function single(site: NodeSite): { shape: number[]; data: Float32Array; integers?: number[] } | undefined {
  const integers = site.ints("value_ints");
  if (integers) return { shape: [integers.length], data: Float32Array.from(integers), integers: [...integers] };
  const [integer, float] = [site.int("value_int", Number.NaN), site.float("value_float", Number.NaN)];
  if (!Number.isNaN(integer)) return { shape: [], data: Float32Array.of(integer), integers: [integer] };
  return Number.isNaN(float) ? undefined : { shape: [], data: Float32Array.of(float) };
}

/** Whether the first of the sizes can be the batch: told to stay, worked out, what the graph took from a shape, or the one the file fixes. */
function keepsBatch(sizes: readonly PlaneSize[], { dims }: Flow, batch: number | undefined): boolean {
  const [first, ...rest] = sizes;
  if (first === -1)
    return rest.reduce<number>((product, size, at) => product * (size === 0 ? (dims[at] ?? 0) : Number(size)), 1) === sizeOf(dims);
  return first === "batch" || first === 0 || (first === batch && batch !== undefined);
}

/** From an input since operator set 13, from an attribute before. */
function axesOf(site: NodeSite): readonly number[] | undefined {
  return site.inputs[1] ? site.sizes(1).sizes.map(Number) : site.ints("axes");
}

function sizeAt(site: NodeSite, sizes: readonly PlaneSize[], index: PlaneSize): PlaneSize {
  const size = sizes.at(Number(index));
  site.want(size !== undefined, `asks for size ${index} of ${sizes.length}`);
  return size as PlaneSize;
}

function isOrderOf(order: readonly number[], length: number): boolean {
  return order.length === length && order.toSorted((a, b) => a - b).every((axis, at) => axis === at);
}
