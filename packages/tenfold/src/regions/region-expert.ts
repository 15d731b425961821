import { FormatError, ShapeError, UsageError } from "../errors.js";
import type { ModelFile } from "../model/files/model-file.js";
import { isRegion, REGIONAL_DIGITS, type Region, regionNames } from "../synthesis/digits/regional/region-names.js";
import type { Model } from "../training/labels/model.js";
import { whatCame } from "../what-came.js";

/** Tells what a writer's region says of ink, whatever network reads it. */
export interface RegionExpert {
  /**
   * By how much likelier each digit is if the writer is of a region, than if nothing is known: what is to be added to natural logarithms of
   * probabilities. 0 for the digits that are alike everywhere.
   *
   * @param pictures `[n, 28, 28]`, ink 255, as networks see digits
   * @returns `[n, 10]`
   * @throws UsageError when the region is unknown, listing those there are
   * @throws ShapeError when they are no whole pictures
   */
  terms(pictures: Uint8Array, region: Region): Promise<Float32Array>;
  /** Ends its threads. */
  dispose(): Promise<void>;
}

/**
 * So much of what the expert says is believed, and no more than that of any digit: readers have seen the same ink, and it was learned from drawings. Both
 * were chosen by `node bench/regions.js choose`, on writers that nothing was learned from.
 */
const DAMPING = 0.5;
const MOST = 1.25;

/** No probability of the expert is taken to be less. */
const LEAST = 1e-4;

/** What is to be added to log probabilities, of what the expert's own answers come to. */
export function believed(term: number, { damping = DAMPING, most = MOST } = {}): number {
  return Math.max(-most, Math.min(most, damping * term));
}

/** The expert that a network of two inputs is: the picture, and the region. */
export function regionExpertOf(model: Pick<Model, "predict" | "dispose">): RegionExpert {
  return {
    async terms(pictures, region) {
      return (await saidOfRegion(model, pictures, region)).map((term) => believed(term));
    },
    dispose: () => model.dispose(),
  };
}

/** The same before it is damped and bounded: log p(digit | picture, region) - log p(digit | picture). */
export async function saidOfRegion(model: Pick<Model, "predict">, pictures: Uint8Array, region: Region): Promise<Float32Array> {
  if (!isRegion(region)) throw new UsageError(`regions: the region is ${whatCame(region)}; ${regionNames.join(", ")} are known`);
  const count = pictures.length / 784;
  if (!Number.isInteger(count)) {
    throw new ShapeError(`regions: ${pictures.length} pixels came, whole pictures of 28 x 28 are wanted; pass 784 bytes a digit`);
  }
  const terms = new Float32Array(count * 10);
  if (count === 0) return terms;
  const told = await model.predict(pictures, { context: { region } });
  const untold = await model.predict(pictures);
  const classes = REGIONAL_DIGITS.length;
  for (let at = 0; at < count; at++) {
    for (const [place, digit] of REGIONAL_DIGITS.entries()) {
      const [by, without] = [told, untold].map((all) => Math.log(Math.max(all[at * classes + place] as number, LEAST))) as [number, number];
      terms[at * 10 + digit] = by - without;
    }
  }
  return terms;
}

/**
 * A file that holds such a network.
 *
 * @param name what to call it in an error
 * @throws FormatError when it holds another one
 */
export function needRegions(file: ModelFile, name: string): ModelFile {
  const [column, ...others] = file.context ?? [];
  const isThat =
    column?.kind === "category" &&
    others.length === 0 &&
    column.name === "region" &&
    regionNames.every((region) => column.categories.includes(region)) &&
    file.classNames.join() === REGIONAL_DIGITS.join();
  if (isThat) return file;
  throw new FormatError(`${name} is no expert on regions: its network has other classes, or takes another context`);
}
