import { FormatError, UsageError } from "../errors.js";
import { decodeSafetensors, encodeSafetensors } from "../model/stored/safetensors.js";
import { whatCame } from "../what-came.js";

/** So many numbers describe a digit to a model of hands, */
export const FEATURES = 32;
/** of so many pixels: the picture at half its size. */
export const SMALL_PIXELS = 14 * 14;
/** The classes whose shape a hand has in its own way: the ten digits. */
export const HAND_CLASSES = 10;

/**
 * What is known of hands in general, from many writers. Features are such that digits of one class and hand vary by 1 in each, independently:
 * `projection` turns and stretches them so (linear discriminant analysis).
 */
export interface HandParameters {
  /** `[32, 196]`: features are its products with the small picture, ink 1. */
  readonly projection: Float32Array;
  /** `[10, 32]`: the mean of each class over all hands. */
  readonly means: Float32Array;
  /** `[32]`: how far the hands' own means lie from it: their variance, in units of that within a hand. */
  readonly between: Float32Array;
}

const FORMAT = "tenfold-hands-1";

const shapes = {
  projection: [FEATURES, SMALL_PIXELS],
  means: [HAND_CLASSES, FEATURES],
  between: [FEATURES],
} satisfies Record<keyof HandParameters, readonly number[]>;

const names = Object.keys(shapes) as (keyof HandParameters)[];

/** @throws UsageError when what came is something else, as what `loadHands` promises */
export function needHands(who: string, came: HandParameters): void {
  const parts: Partial<HandParameters> | null = typeof came === "object" ? came : null;
  if (parts && names.every((name) => parts[name] instanceof Float32Array)) return;
  const what = (came as unknown) instanceof Promise ? "a promise" : whatCame(came);
  throw new UsageError(`${who}: the parameters of hands are ${what}; pass what comes with the package, as ${who}(…, await loadHands())`);
}

/** The parameters as the bytes of a safetensors file. */
export function encodeHandParameters(parameters: HandParameters, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const tensors = Object.fromEntries(names.map((name) => [name, { shape: shapes[name], data: parameters[name] }]));
  return encodeSafetensors(tensors, { ...metadata, format: FORMAT });
}

/**
 * Reads such a file.
 *
 * @param name what to call it in an error
 * @throws FormatError when it is damaged, of another kind, or holds numbers that are no parameters
 */
export function decodeHandParameters(bytes: Uint8Array, name: string): HandParameters {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  if (metadata.format !== FORMAT) {
    throw new FormatError(`${name} holds no parameters of hands: its format is ${JSON.stringify(metadata.format)}, not "${FORMAT}"`);
  }
  const tensorOf = (tensor: keyof HandParameters): Float32Array => {
    const { shape, data } = tensors[tensor] ?? { shape: [], data: new Float32Array() };
    const wanted = shapes[tensor];
    if (shape.join() !== wanted.join()) throw new FormatError(`${name}: ${tensor} is [${shape.join(", ")}], not [${wanted.join(", ")}]`);
    if (!data.every(Number.isFinite)) throw new FormatError(`${name}: ${tensor} holds something that is no number; copy the file again`);
    return data;
  };
  const between = tensorOf("between");
  if (!between.every((variance) => variance > 0)) throw new FormatError(`${name}: between holds a variance that is not above 0`);
  return { projection: tensorOf("projection"), means: tensorOf("means"), between };
}
