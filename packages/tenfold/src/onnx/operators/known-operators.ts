import { sizeOf } from "../../engine/tensor.js";
import { dense } from "../../layers/dense.js";
import { besideEach } from "../../model/context-joints.js";
import { choosing, type KnownNumbers, type KnownTest } from "../../model/known-numbers.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";
import { asFeatures, type Flow, placesOf } from "../values/flow.js";
import type { NodeSite, Value } from "../values/node-site.js";
import { shapeOperators } from "./shape-operators.js";

type Made = Value | readonly Value[] | undefined;

/**
 * What ONNX operators do with the numbers that come beside the images, and with what was made of them: rows of tables, some of them, several together. Of
 * anything else they make nothing here.
 *
 * A file of Tenfold's own works out which row of a table a number means, the nearest, and the first where there is none:
 *
 *   Where(And(Not(Less(x, 0.5)), Less(x, rows - 0.5)), Floor(Add(x, 0.5)), 0)
 */
export const knownOperators: Readonly<Record<string, (site: NodeSite) => Made>> = {
  Add(site) {
    const known = singleAt(site, 0);
    return known && numberAt(site, 1) === 0.5 ? rowed(known, "half more") : undefined;
  },
  Floor(site) {
    const known = singleAt(site, 0);
    return known?.numbers[0]?.row === "half more" ? rowed(known, "nearest") : undefined;
  },
  Less(site) {
    const [known, bound] = [singleAt(site, 0), numberAt(site, 1)];
    return known && bound !== undefined
      ? tested({ at: known.numbers[0]?.at as number, from: Number.NEGATIVE_INFINITY, below: bound })
      : undefined;
  },
  Not(site) {
    const test = testAt(site, 0);
    return test?.from === Number.NEGATIVE_INFINITY ? tested({ at: test.at, from: test.below, below: Number.POSITIVE_INFINITY }) : undefined;
  },
  And(site) {
    const [a, b] = [testAt(site, 0), testAt(site, 1)];
    if (!a || a.at !== b?.at) return undefined;
    return tested({ at: a.at, from: Math.max(a.from, b.from), below: Math.min(a.below, b.below) });
  },
  Where(site) {
    const [test, known] = [testAt(site, 0), singleAt(site, 1)];
    const number = known?.numbers[0];
    const isRow = test && number?.row === "nearest" && number.at === test.at && test.from === 0.5 && numberAt(site, 2) === 0;
    return isRow ? rowed(known as KnownNumbers, test.below + 0.5) : undefined;
  },
  Gather(site) {
    const axis = site.int("axis", 0);
    const [of, by] = site.inputs;
    if (of?.kind === "constant" && by?.kind === "known" && axis === 0) return looked(site, of.constant, by.known);
    if (of?.kind !== "known" || by?.kind !== "constant" || of.known.dims.length !== 1 || ![1, -1].includes(axis)) return undefined;
    const { sizes, scalar } = site.sizes(1);
    const { numbers } = of.known;
    const chosen = sizes.map((at) => numbers.at(Number(at)));
    site.want(chosen.every(Boolean), `asks for number ${sizes.join(", ")} of ${numbers.length}`);
    return { kind: "known", known: { numbers: chosen as KnownNumbers["numbers"], dims: scalar ? [] : [chosen.length] } };
  },
  Slice(site) {
    const row = rowAt(site, 0);
    if (!row) return undefined;
    const one = (input: number, attribute: string) => (site.inputs[input] ? site.sizes(input).sizes.map(Number) : site.ints(attribute));
    const [starts = [], ends = [], axes = [0], steps = [1]] = [one(1, "starts"), one(2, "ends"), one(3, "axes"), one(4, "steps")];
    const places = Array.from({ length: row.count }, (_, at) => at).slice(starts[0], ends[0]);
    const isPlain = [starts, ends, axes, steps].every(({ length }) => length === 1) && isAxis(row, axes[0]) && steps[0] === 1;
    site.want(isPlain && places.length > 0, "cuts numbers in a way that Tenfold has not; some that follow each other are wanted");
    return row.some(places);
  },
  Flatten: inShape,
  Reshape: inShape,
  Squeeze: inShape,
  Unsqueeze: inShape,
  Split(site) {
    const row = rowAt(site, 0);
    if (!row) return undefined;
    const told = site.inputs[1] ? site.sizes(1).sizes.map(Number) : site.ints("split");
    const each = Math.ceil(row.count / site.outputs);
    const sizes = told ?? Array.from({ length: site.outputs }, (_, at) => Math.min(each, row.count - at * each));
    const isWhole = sizes.reduce((sum, size) => sum + size, 0) === row.count && sizes.every((size) => size > 0);
    site.want(
      isWhole && sizes.length === site.outputs && isAxis(row, site.int("axis", 0)),
      `splits ${row.count} numbers into ${sizes.join(", ")}`,
    );
    let first = 0;
    return sizes.map((size) => row.some(Array.from({ length: size }, () => first++)));
  },
  Concat(site) {
    const { inputs } = site;
    if (!inputs.some((value) => value?.kind === "known" || (value?.kind === "flow" && value.flow.of === "context"))) return undefined;
    site.want([1, -1].includes(site.int("axis", 0)), "puts things together along another axis than the numbers");
    const known = inputs.flatMap((value) => (value?.kind === "known" ? [value.known] : []));
    if (known.length < inputs.length) return { kind: "flow", flow: together(site) };
    site.want(
      known.every(({ dims }) => dims.length === 1),
      "puts together what is no row of numbers; put Flatten before it",
    );
    return {
      kind: "known",
      known: { numbers: known.flatMap(({ numbers }) => numbers), dims: [known.reduce((sum, { dims }) => sum + (dims[0] as number), 0)] },
    };
  },
};

/** An operator that gives the same numbers another shape, whether layers have read them or not. */
function inShape(site: NodeSite): Made {
  const [value] = site.inputs;
  if (value?.kind !== "known") return undefined;
  const { dims } = value.known;
  const row: Flow = { layers: [], sides: [sizeOf(dims)], order: [0], dims, flat: true, of: "context" };
  const standIn: NodeSite = { ...site, inputs: [{ kind: "flow", flow: row }, ...site.inputs.slice(1)], flow: () => row };
  const made = shapeOperators[site.op]?.(standIn);
  return made?.kind === "flow" ? { kind: "known", known: { ...value.known, dims: made.flow.dims } } : made;
}

function singleAt({ inputs }: NodeSite, at: number): KnownNumbers | undefined {
  const value = inputs[at];
  const isNumber = value?.kind === "known" && value.known.numbers.length === 1 && !value.known.numbers[0]?.table;
  return isNumber ? value.known : undefined;
}

function rowed(known: KnownNumbers, row: "half more" | "nearest" | number): Value {
  return { kind: "known", known: { ...known, numbers: known.numbers.map((number) => ({ ...number, row })) } };
}

function tested(test: KnownTest): Value {
  return { kind: "test", test };
}

function testAt({ inputs }: NodeSite, at: number): KnownTest | undefined {
  const value = inputs[at];
  return value?.kind === "test" ? value.test : undefined;
}

function numberAt({ inputs }: NodeSite, at: number): number | undefined {
  const value = inputs[at];
  return value?.kind === "constant" && value.constant.data.length === 1 ? value.constant.data[0] : undefined;
}

/** Numbers as places in a table, `[rows, size]`. */
function looked(site: NodeSite, table: StoredTensor, known: KnownNumbers): Value {
  const [rows, size = 0] = table.shape;
  site.want(table.shape.length === 2, `looks up rows of [${table.shape.join(", ")}]; [rows, numbers] is wanted`);
  const fits = known.numbers.every((number) => !number.table && (number.row === undefined || number.row === rows));
  site.want(fits, "looks a row up that was worked out for another table");
  return { kind: "known", known: { numbers: known.numbers.map(({ at }) => ({ at, table })), dims: [...known.dims, size] } };
}

/** Numbers that are known or made of such, of which some can be taken. */
interface Row {
  readonly count: number;
  readonly dims: readonly number[];
  some(places: readonly number[]): Value;
}

function rowAt(site: NodeSite, at: number): Row | undefined {
  const value = site.inputs[at];
  const known = value?.kind === "known" ? value.known : undefined;
  if (known?.dims.length === 1 && known.numbers.every(({ table }) => !table)) {
    const some = (places: readonly number[]): Value => {
      return {
        kind: "known",
        known: { numbers: places.map((place) => known.numbers[place] as KnownNumbers["numbers"][number]), dims: [places.length] },
      };
    };
    return { count: known.numbers.length, dims: known.dims, some };
  }
  const flow = known ? site.flow(at) : value?.kind === "flow" ? value.flow : undefined;
  const [count = 0, ...rest] = flow?.dims ?? [];
  if (flow?.of !== "context" || flow.places || rest.some((side) => side !== 1)) return undefined;
  const some = (places: readonly number[]): Value => ({ kind: "flow", flow: cut(flow, places, site) });
  return { count, dims: flow.dims, some };
}

/** The first axis behind the batch. */
function isAxis({ dims }: Row, axis: number | undefined): boolean {
  return axis === 1 || axis === -dims.length;
}

/** Some of the numbers that were made: of a dense layer those outputs alone. */
function cut(flow: Flow, places: readonly number[], { spend }: NodeSite): Flow {
  const last = flow.layers.at(-1);
  const shape = { sides: [places.length], dims: [places.length, ...flow.dims.slice(1)] };
  const count = flow.sides[0] as number;
  if (last?.layer.kind !== "dense") return { ...flow, ...shape, layers: [...flow.layers, choosing(places, count, spend)] };
  const { kernel, bias } = last.weights as Record<"kernel" | "bias", StoredTensor>;
  const inputs = kernel.shape[0] as number;
  spend(inputs * places.length);
  const data = new Float32Array(inputs * places.length);
  for (let input = 0; input < inputs; input++) {
    for (const [to, from] of places.entries()) data[input * places.length + to] = kernel.data[input * count + from] as number;
  }
  const weights = {
    kernel: { shape: [inputs, places.length], data },
    bias: { shape: [places.length], data: Float32Array.from(places, (place) => bias.data[place] as number) },
  };
  return { ...flow, ...shape, layers: [...flow.layers.slice(0, -1), { layer: dense(places.length), weights }] };
}

/**
 * Features of the images and numbers made of what is beside them, or such numbers alone, put together in any order: Tenfold has those of the images first.
 */
function together(site: NodeSite): Flow {
  const flows = site.inputs.map((_, at) => asFeatures(site.flow(at), site.who));
  site.want(flows.filter(({ of }) => of === "images").length < 2, "puts together parts of the images; Tenfold has no such layer");
  const lead = Math.max(
    0,
    flows.findIndex(({ of }) => of === "images"),
  );
  const order = [lead, ...Array.from(flows.keys()).filter((at) => at !== lead)];
  const first = flows[lead] as Flow;
  const context = site.context as readonly number[];
  const starts = flows.map((_, at) => flows.slice(0, at).reduce((sum, { dims }) => sum + (dims[0] as number), 0));
  let layers = first.layers;
  let width = first.dims[0] as number;
  for (const at of order.slice(1)) {
    const { layers: made, dims, places } = flows[at] as Flow;
    site.want(!places, "puts together what was put together in another order");
    layers = besideEach(layers, made, { ...site, context, sides: [width] });
    width += dims[0] as number;
  }
  const all = order.flatMap((at) => Array.from(placesOf(flows[at] as Flow), (place) => (starts[at] as number) + place));
  const isInPlace = all.every((from, place) => from === place);
  return {
    layers,
    sides: [width],
    order: [0],
    dims: [width],
    flat: true,
    of: first.of,
    ...(!isInPlace && { places: Float32Array.from(all) }),
  };
}
