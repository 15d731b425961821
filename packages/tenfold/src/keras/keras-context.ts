import { sizeOf } from "../engine/tensor.js";
import { besideEach, type ContextJoint, scaledBy, shiftedBy } from "../model/context-joints.js";
import { type Path, shapeAfter } from "../model/joined-branches.js";
import { choosing, type KnownNumbers, layersOfKnown } from "../model/known-numbers.js";
import type { StoredTensor } from "../model/stored/safetensors.js";

/** What layers have made of the images, or of the numbers beside them. */
export interface PathRead {
  readonly of: "images" | "context";
  readonly path: Path;
}

/** What a layer reads: the same, or numbers that no layer has read yet. */
export type Read = PathRead | { readonly of: "known"; readonly known: KnownNumbers };

/** A layer where numbers beside the images may come in. */
export interface KerasContextSite extends Pick<ContextJoint, "context" | "spend" | "want"> {
  /** Of one image, as it comes to the model. */
  readonly images: readonly number[];
}

/** A layer's class and options, and the rows of an Embedding. */
interface Kind {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  table(): StoredTensor;
}

/**
 * What is behind a layer that looks numbers up, gives them another shape, or joins them with the images or with each other. Of all other layers it gives nothing.
 */
export function readByContext({ kind, config, table }: Kind, read: readonly Read[], site: KerasContextSite): Read | undefined {
  const [one] = read;
  if (kind === "Embedding") return looked(one as Read, table(), config, site);
  if (kind === "Concatenate") {
    site.want([-1, 1].includes(Number(config.axis ?? -1)), "puts things together along another axis than the last");
    return together(read, site);
  }
  const isShape = kind === "Flatten" || kind === "Reshape";
  if (isShape && one?.of === "known") return { of: "known", known: { ...one.known, dims: [widthOf(one.known)] } };
  if (isShape && one?.of === "context") {
    const sizes = kind === "Reshape" ? [config.target_shape].flat().map(Number) : [];
    site.want(
      sizes.filter((size) => size !== 1).length < 2,
      "gives numbers beside the images the shape of an image; Tenfold has no such layer",
    );
    return one;
  }
  const isJoin = kind === "Add" || kind === "Multiply";
  if (!isJoin || read.every(({ of }) => of === "images") || read.every(({ of }) => of !== "images")) return undefined;
  site.want(read.length === 2, `reads ${read.length} layers' outputs; 2 are what Tenfold's has`);
  return byContext(read, site, kind === "Add" ? shiftedBy : scaledBy);
}

/** Numbers that no layer has read yet as the layers that make a row of them. */
export function settled(read: Read, site: KerasContextSite): PathRead {
  return read.of === "known" ? { of: "context", path: layersOfKnown(read.known, site).layers } : read;
}

function widthOf({ numbers }: KnownNumbers): number {
  return numbers.reduce((sum, { table }) => sum + (table?.shape[1] ?? 1), 0);
}

function looked(read: Read, table: StoredTensor, { mask_zero: masks }: Kind["config"], { want }: KerasContextSite): Read {
  want(masks !== true, "has mask_zero; Tenfold's embedding has none");
  want(read.of === "known" && read.known.numbers.every((number) => !number.table), "looks up what is no input of whole numbers");
  const { numbers, dims } = (read as { readonly known: KnownNumbers }).known;
  return { of: "known", known: { numbers: numbers.map(({ at }) => ({ at, table })), dims: [...dims, table.shape[1] as number] } };
}

/** Features of the images with numbers, in any order: Tenfold has those of the images first, and a dense layer puts others in their place. */
function together(read: readonly Read[], site: KerasContextSite): Read {
  const { want, images, context, spend } = site;
  const known = read.flatMap((one) => (one.of === "known" ? [one.known] : []));
  if (known.length === read.length) {
    const numbers = known.flatMap((one) => one.numbers);
    return { of: "known", known: { numbers, dims: [widthOf({ numbers, dims: [] })] } };
  }
  want(
    read.some(({ of }) => of !== "images"),
    "puts together parts of the images; Tenfold has no such layer",
  );
  want(read.filter(({ of }) => of === "images").length < 2, "puts together parts of the images; Tenfold has no such layer");
  const all = read.map((one) => settled(one, site));
  const sides = all.map(({ of, path }) => shapeAfter(path, of === "images" ? images : context, context));
  want(
    sides.every(({ length }) => length === 1),
    "puts numbers beside images; put Flatten before it",
  );
  const lead = Math.max(
    0,
    all.findIndex(({ of }) => of === "images"),
  );
  const order = [lead, ...Array.from(all.keys()).filter((at) => at !== lead)];
  let path = (all[lead] as PathRead).path;
  let width = (sides[lead] as readonly number[])[0] as number;
  for (const at of order.slice(1)) {
    path = besideEach(path, (all[at] as PathRead).path, { ...site, sides: [width] });
    width += (sides[at] as readonly number[])[0] as number;
  }
  if (lead === 0) return { of: (all[lead] as PathRead).of, path };
  const firsts = new Map<number, number>();
  let first = 0;
  for (const at of order) {
    firsts.set(at, first);
    first += sizeOf(sides[at] as readonly number[]);
  }
  const wanted = all.flatMap((_, at) =>
    Array.from({ length: sizeOf(sides[at] as readonly number[]) }, (_, place) => (firsts.get(at) as number) + place),
  );
  return { of: "images", path: [...path, choosing(wanted, width, spend)] };
}

function byContext(read: readonly Read[], site: KerasContextSite, join: typeof scaledBy): Read {
  const at = read.findIndex(({ of }) => of === "images");
  const [x, made] = [settled(read[at] as Read, site), settled(read[1 - at] as Read, site)];
  const sides = shapeAfter(x.path, site.images, site.context);
  const given = shapeAfter(made.path, site.context, site.context);
  const channels = sides.at(-1);
  site.want(
    given.length === 1 && given[0] === channels,
    `joins [${sides.join(", ")}] of the images and [${given.join(", ")}] of the numbers beside them; [${channels}], one a channel, is wanted`,
  );
  return { of: "images", path: join(x.path, made.path, { ...site, sides }) };
}
