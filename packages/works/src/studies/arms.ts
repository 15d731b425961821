import { architectureNamed, architectures, type Preset, presetNamed, presets, UsageError } from "tenfold";
import { overridden } from "../runs/opening/overrides.js";
import type { Arm } from "./arm.js";
import { RANGES, type Range, type StudyOptions } from "./study-options.js";

/** The recipe that is varied when no other is told. */
export const BASE = "quick";

/**
 * What a study compares, as far as that is known before it begins.
 *
 * @throws UsageError when the options name something unknown or leave nothing to vary
 */
export function armsOf(options: StudyOptions): readonly Arm[] {
  if (options.kind === "augmentation") return augmentationArms(options);
  if (options.kind === "architectures") return architectureArms(options);
  if (options.kind === "context") return contextArms(options);
  if (options.kind === "ranges") return rangeArms(options);
  return [{ name: options.preset ?? BASE, preset: baseOf(options) }];
}

function baseOf({ preset = BASE, epochs }: StudyOptions): Preset {
  return overridden(presetNamed(preset), epochs === undefined ? {} : { epochs });
}

export const AUGMENTED = "with augmentation";
export const PLAIN = "without, equal epochs";
export const PLAIN_LONGER = "without, equal time";

/** Without early stopping: the epochs are to be equal, and the weights are those of the best one anyway. */
function augmentationArms(options: StudyOptions): Arm[] {
  const { earlyStopping, ...augmented } = baseOf(options);
  if (!augmented.augment) throw new UsageError(`preset "${augmented.name}" has no augmentation to leave out; pass another --preset`);
  return [
    { name: AUGMENTED, preset: augmented },
    { name: PLAIN, preset: overridden(augmented, { augment: false }) },
  ];
}

/**
 * The arm without augmentation that gets as many epochs as fit into the seconds that the augmented one took; absent when those are no
 * more than it had.
 *
 * Augmentation only adds work. Where the clock says otherwise that is noise, and no epoch is taken away for it.
 *
 * @param augmentedSeconds of a whole training, mean over the seeds
 * @param plainSeconds of an epoch without augmentation, mean over the seeds
 */
export function equalTimeArm(options: StudyOptions, augmentedSeconds: number, plainSeconds: number): Arm | undefined {
  const plain = augmentationArms(options)[1] as Arm;
  const epochs = Math.floor(augmentedSeconds / plainSeconds);
  return epochs > plain.preset.epochs ? { name: PLAIN_LONGER, preset: { ...plain.preset, epochs } } : undefined;
}

export const KNOWING = "with the context";
const BLIND = "without";

/** The same recipe: a network that takes what is known of who wrote, and one that does not. */
function contextArms(options: StudyOptions): Arm[] {
  const preset = baseOf(options);
  return [
    { name: KNOWING, preset },
    { name: BLIND, preset, isBlind: true },
  ];
}

/** Each with the preset of its own name where there is one and none is told, else with the same recipe. */
function architectureArms({ preset, architectures: names = Object.keys(architectures), epochs }: StudyOptions): Arm[] {
  return names.map((name) => {
    architectureNamed(name);
    const own = preset === undefined && Object.hasOwn(presets, name);
    const { architectureOptions, ...same } = presetNamed(preset ?? BASE); // those are another architecture's
    const recipe = own ? presetNamed(name) : { ...same, architecture: name };
    return { name, preset: overridden(recipe, epochs === undefined ? {} : { epochs }) };
  });
}

/** The grid: every value of each setting with every value of the others. */
function rangeArms(options: StudyOptions): Arm[] {
  const { ranges = {} } = options;
  const varied = RANGES.filter((range) => ranges[range] !== undefined);
  if (varied.length === 0) throw new UsageError("study ranges: nothing is varied; pass --rotate, --shift, --zoom, --rate or --batch-size");
  let arms: Arm[] = [{ name: "", preset: baseOf(options) }];
  for (const range of varied) {
    arms = arms.flatMap(({ name, preset }) =>
      (ranges[range] ?? []).map((value) => ({
        name: [name, `${WORDS[range]} ${value}`].filter(Boolean).join(", "),
        preset: withSetting(preset, range, value),
      })),
    );
  }
  return arms;
}

const WORDS: Readonly<Record<Range, string>> = { rotate: "rotate", shift: "shift", zoom: "zoom", rate: "rate", batchSize: "batch" };

const STILL = { kind: "affine", rotateDegrees: 0, shift: 0, zoom: 0 } as const;

function withSetting(preset: Preset, range: Range, value: number): Preset {
  if (range === "rate") return { ...preset, optimizer: { ...preset.optimizer, rate: value } };
  if (range === "batchSize") return { ...preset, batchSize: value };
  const { augment = STILL, ...rest } = preset;
  const changed = { ...augment, [range === "rotate" ? "rotateDegrees" : range]: value };
  const still = changed.rotateDegrees === 0 && changed.shift === 0 && changed.zoom === 0;
  return still ? rest : { ...rest, augment: changed };
}
