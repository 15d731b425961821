import { type Dataset, InputError, type Preset, UsageError } from "tenfold";
import { isKeptWriter, keptApart } from "tenfold/node";
import { type TextExamples, type TextRecipe, textRecipeOf } from "tenfold/recognize";
import type { Host } from "../../host.js";
import { plural } from "../../pages/numbers.js";
import { type DataSource, sourceIn } from "../../records/data-source.js";
import { sameData, usedOf } from "../../records/data-used.js";
import type { ModelUsed } from "../../records/model-used.js";
import type { RunConfig, RunData } from "../../records/run-config.js";
import { composeStrings } from "../../sets/compose-strings.js";
import { openStringData, refuseNoDigits, type StringData } from "../../sets/string-data.js";
import { readUsed } from "./chosen-model.js";

/** A recipe that trains on strings, and the strings. */
export interface PreparedTexts {
  readonly textRecipe: TextRecipe;
  readonly training: TextExamples;
  readonly validation: TextExamples;
  /** Composes those to test with, of digits that have no part in the training. */
  composeTest(): Promise<TextExamples>;
  /** Which files were read. */
  readonly used: RunData;
  /** The trained network that it begins with; undefined where it begins with fresh weights. */
  readonly transfer: ModelUsed | undefined;
}

export interface PrepareTextsOptions {
  /** The run to go on with: the data must be what it was begun with. */
  readonly begun?: RunConfig | undefined;
  /** The trained network to begin with. */
  readonly transfer?: ModelUsed | undefined;
  /** How many workers compose; all cores unless told. */
  readonly threads?: number | undefined;
  readonly host?: Host | undefined;
}

/** What is added to a run's seed, a side. */
const [TRAINING, VALIDATION] = [0, 1];
export const TEST = 2;

/**
 * Reads the digits and composes the strings that a preset describes. Digits by writers that are kept, scanned and by pens, make the strings
 * that validate; of digits whose writers nobody knows the last training images do, as many as the preset sets aside. The test images alone
 * make those that test.
 *
 * @throws InputError when the data cannot be read, is not that of the run, or is none of digits
 * @throws UsageError when the preset cannot be followed
 */
export async function prepareTexts(
  preset: Preset,
  source: DataSource,
  { begun, threads, host, ...options }: PrepareTextsOptions = {},
): Promise<PreparedTexts> {
  const transfer = (begun ?? options).transfer;
  const textRecipe = await begunWith(transfer, textRecipeOf(preset));
  const { strings, network, compileOptions } = textRecipe;
  refuseFewStrings(strings.training, preset.batchSize);
  const { train, test, strokes } = begun ? await begunData(begun, source, host) : await openStringData(source, host);
  const digits = keptApart(train, preset.validation);
  const pens = (kept: boolean) => strokes.filter(({ writer }) => isKeptWriter(writer) === kept);
  const compose = (digits: Dataset, own: StringData["strokes"], side: number, count: number) => {
    refuseNoDigits(digits);
    const of = {
      digits,
      strokes: own,
      rare: side === TRAINING, // what validates stays what networks of before were validated by
      seed: (preset.seed + side) >>> 0,
      width: network.input[1] as number,
      classNames: compileOptions.classNames ?? [],
    };
    return composeStrings(of, { count, threads, host });
  };
  host?.tell(`Composing ${plural(strings.training, "string")} to train on and ${plural(strings.validation, "string")} to validate on`);
  return {
    textRecipe,
    validation: await compose(digits.kept, pens(true), VALIDATION, strings.validation),
    training: await compose(digits.training, pens(false), TRAINING, strings.training),
    composeTest: () => compose(test, [], TEST, strings.test),
    transfer,
    used: { ...source, training: usedOf(train), test: usedOf(test) },
  };
}

/** @throws InputError when the network to begin with is gone, or tells other classes apart */
async function begunWith(transfer: ModelUsed | undefined, recipe: TextRecipe): Promise<TextRecipe> {
  if (!transfer) return recipe;
  const { weights, classNames } = await readUsed(transfer);
  const { compileOptions } = recipe;
  const wanted = compileOptions.classNames ?? [];
  if (classNames.join() === wanted.join()) return { ...recipe, compileOptions: { ...compileOptions, weights } };
  throw new InputError(`${transfer.from} knows ${classNames.join(" ")}, and ${wanted.join(" ")} are wanted; begin with fresh weights`);
}

/** A line is learned from whole batches alone: with fewer strings there would be no step. */
function refuseFewStrings(strings: number, batchSize: number): void {
  if (strings >= batchSize) return;
  throw new UsageError(
    `${plural(strings, "string")} to train on ${strings === 1 ? "is" : "are"} fewer than a batch has, ${batchSize}; ` +
      `pass --batch-size ${strings} or less, or more --strings`,
  );
}

async function begunData({ data }: Pick<RunConfig, "data">, where: DataSource, host: Host | undefined): Promise<StringData> {
  const moved = where.folder !== undefined || where.set !== undefined;
  const { train, test, strokes } = await openStringData(moved ? where : sourceIn(data), host);
  return { train: sameData(train, data.training), test: sameData(test, data.test), strokes };
}
