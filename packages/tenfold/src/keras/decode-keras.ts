import { FormatError, InputError } from "../errors.js";
import { flatten } from "../layers/flatten.js";
import { type ImportOptions, importedModel, type WeightedLayer } from "../model/imported.js";
import type { ModelFile } from "../model/model-file.js";
import { shown } from "../model/shown.js";
import { openArchive } from "./archive.js";
import { type Arrays, namedArrays, numberedArrays } from "./arrays.js";
import { type KerasModel, parseConfig } from "./config.js";
import { type H5, withH5 } from "./h5.js";
import { type KerasSite, kerasLayers, trainingOnly } from "./keras-layers.js";

/** The class names of the Keras layers that are read. */
export const kerasLayerNames: readonly string[] = Object.keys(kerasLayers);

/**
 * Reads a Sequential model that Keras saved: a `.keras` file of Keras 3 or 2.13, or an `.h5` file.
 *
 * @param name what to call the file in errors
 * @throws FormatError when it is neither, is damaged, or holds a layer that Tenfold does not have, which is named
 * @throws UsageError when an option is impossible
 */
export async function decodeKeras(bytes: Uint8Array, name: string, options: ImportOptions = {}): Promise<ModelFile> {
  return isZip(bytes) ? decodeArchive(bytes, name, options) : decodeH5(bytes, name, options);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function decodeArchive(bytes: Uint8Array, name: string, options: ImportOptions): Promise<ModelFile> {
  const { config, weights, metadata } = openArchive(bytes, name);
  const model = parseConfig(config, name);
  refuseUnknown(model, name);
  const version = /"keras_version":\s*"([\w.]{1,20})"/.exec(metadata)?.[1] ?? "";
  return withH5(weights, `${name}, model.weights.h5`, (h5) => {
    return assembled(model, numberedArrays(h5, model.layers, name), { name, source: `Keras ${version}`.trim() }, options);
  });
}

function decodeH5(bytes: Uint8Array, name: string, options: ImportOptions): Promise<ModelFile> {
  return withH5(bytes, name, (h5: H5) => {
    const [config] = h5.texts("/", "model_config") ?? [];
    if (config === undefined) {
      throw new FormatError(
        `${name} is an HDF5 file, but no Keras model: it has no model_config; save the whole model with model.save(), not its weights alone`,
      );
    }
    const model = parseConfig(config, name);
    refuseUnknown(model, name);
    const version =
      h5
        .texts("/", "keras_version")?.[0]
        ?.replace(/[^\w.-]/g, "")
        .slice(0, 20) ?? "";
    return assembled(model, namedArrays(h5, model.layers, name), { name, source: `Keras ${version}`.trim() }, options);
  });
}

function refuseUnknown({ layers }: KerasModel, name: string): void {
  const unknown = new Set(
    layers.map(({ kind }) => kind).filter((kind) => !Object.hasOwn(kerasLayers, kind) && !trainingOnly.includes(kind)),
  );
  if (unknown.size === 0) return;
  const named = [...unknown].map(shown).slice(0, 10);
  throw new FormatError(
    `${name} has layers of the class ${named.join(", ")}, which Tenfold does not have; it has ${kerasLayerNames.join(", ")}`,
  );
}

interface Origin {
  /** What to call the file in errors. */
  readonly name: string;
  readonly source: string;
}

function assembled(
  { name: model, input, layers }: KerasModel,
  arrays: Arrays,
  { name, source }: Origin,
  options: ImportOptions,
): ModelFile {
  const images = imageShape(input);
  const made: WeightedLayer[] = [];
  let shape: readonly number[] = images;
  const add = (one: WeightedLayer) => {
    shape = one.layer.outputShape(shape);
    made.push(one);
  };
  layers.forEach(({ kind, config }, at) => {
    if (trainingOnly.includes(kind)) return;
    const who = `${name}: its ${kind} "${shown(String(config.name))}"`;
    inWords(who, () => {
      const flat = input.length === 1 && made.length === 0 && kind !== "Reshape" && kind !== "Flatten";
      if (flat) add({ layer: flatten(), weights: {} });
      const site: KerasSite = { who, config, input: shape, arrays: (count) => arrays(at, count) };
      for (const layer of (kerasLayers[kind] as (site: KerasSite) => readonly WeightedLayer[])(site)) add(layer);
    });
  });
  return importedModel({ name: model, input: images, layers: made, source }, options, name);
}

/** Keras may show gray images without their channel, or in a row. */
function imageShape(input: readonly number[]): readonly number[] {
  const [a = 1, b = 1, c = 1] = input;
  const root = Math.sqrt(a);
  if (input.length === 1) return root === Math.floor(root) ? [root, root, 1] : [1, a, 1];
  return [a, b, c];
}

/** What a layer refuses is the file's fault here. */
function inWords(who: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError && !(error instanceof FormatError)) throw new FormatError(`${who} cannot be read: ${error.message}`);
    throw error;
  }
}
