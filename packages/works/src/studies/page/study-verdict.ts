import type { ContextChange, PairedDifference } from "tenfold";
import { plural, whole } from "../../pages/numbers.js";
import { percentSpread, points } from "../../pages/spread.js";
import { PLAIN, PLAIN_LONGER } from "../arms.js";
import type { Comparison } from "../comparison.js";
import type { SettingResult, StudyResults } from "../study-results.js";
import { testImages, validationImages } from "./study-figures.js";

/** What a study came to: in a sentence, and how far that sentence can be trusted. */
export function studyVerdict(results: StudyResults): { sentence: string; trust: string } {
  const { settings, study, chosen, options } = results;
  const [first] = settings as [SettingResult];
  const seeds = plural(options.seeds.length, "seed");
  const several = options.seeds.length > 1;
  const how = several ? `Mean ± standard deviation over ${seeds} (divided by n − 1)` : "A single seed has no spread";
  if (study === "augmentation") return augmentationVerdict(results, how);
  if (study === "context") return contextVerdict(results, how);
  const best = settings.find(({ name }) => name === chosen);
  if (best) {
    const kind = study === "architectures" ? "architectures" : "settings";
    return {
      sentence: `Best on validation images: ${best.name}, with ${percentSpread(best.testAccuracy)} of the test images right`,
      trust:
        `Of ${settings.length} ${kind} it was chosen by accuracy on ${validationImages(results)} a seed; the ${testImages(results)} judged it and chose nothing. ` +
        `${how}. ${closeOnes(results.comparisons)}`,
    };
  }
  const { sd } = first.testAccuracy;
  const binomial = Math.sqrt((first.testAccuracy.mean * (1 - first.testAccuracy.mean)) / results.data.test.count);
  const luck =
    `Another draw of ${whole(results.data.test.count)} images would by itself move the accuracy by ` +
    `${(100 * binomial).toFixed(2)} points (binomial standard deviation).`;
  return {
    sentence: `${percentSpread(first.testAccuracy)} of ${testImages(results)} right over ${seeds}`,
    trust: sd === null ? `A single seed has no spread. ${luck}` : `${how}. ${luck}`,
  };
}

/** Knowing pays where it does with some seed, and the control, which tells another writer's, gains with none. */
function contextVerdict({ settings, comparisons, data, options }: StudyResults, how: string): { sentence: string; trust: string } {
  const judged = settings.flatMap(({ runs }) => runs.flatMap(({ context }) => context ?? []));
  const seeds = judged.length;
  const pays = judged.filter(({ told }) => isGain(told)).length;
  const survives = judged.filter(({ shuffled }) => shuffled && isGain(shuffled)).length;
  const sentence =
    survives > 0
      ? `A gain survives where writers are shuffled, with ${survives} of ${plural(seeds, "seed")}: it is none of knowing the writer`
      : pays === 0
        ? "Knowing the writer: no gain that chance among writers could not make"
        : `Knowing the writer pays, with ${pays} of ${plural(seeds, "seed")}`;
  const [difference] = comparisons.map((comparison) => comparison.difference);
  const beside = difference ? ` Beside a network that takes no context: ${points(difference.mean)} points of accuracy.` : "";
  return {
    sentence,
    trust: `Of ${whole(data.test.count)} test images, with ${plural(options.seeds.length, "seed")}; a gain counts where its 95\u00a0% interval over writers and McNemar's test leave out chance.${beside} ${how}.`,
  };
}

function isGain({ change, interval, p }: ContextChange): boolean {
  return (change ?? 0) < 0 && p < 0.05 && (interval?.[1] ?? 0) < 0;
}

function augmentationVerdict({ comparisons, data, options }: StudyResults, how: string): { sentence: string; trust: string } {
  const against = (name: string) => comparisons.find(({ second }) => second === name);
  const [epochs, time] = [against(PLAIN), against(PLAIN_LONGER)];
  const parts = [
    ...(epochs ? [`${points(epochs.difference.mean)} points of accuracy at equal epochs${time ? "" : ", here equal time as well"}`] : []),
    ...(time ? [`${points(time.difference.mean)} at equal time`] : []),
  ];
  const told = [epochs, time].flatMap((comparison) => (comparison ? [comparison.difference] : []));
  return {
    sentence: `Augmentation: ${parts.join(", ")}`,
    trust: `Of ${whole(data.test.count)} test images, with ${plural(options.seeds.length, "seed")} paired. ${told.map(certainty).join(" ")} ${how}.`,
  };
}

function certainty({ interval, count }: PairedDifference, index: number): string {
  const where = index === 0 ? "At equal epochs" : "At equal time";
  if (!interval) return `${where} a single seed leaves open whether that is luck.`;
  const range = `the 95\u00a0% interval over ${count} seeds is ${points(interval[0])} to ${points(interval[1])} points`;
  const luck = interval[0] > 0 || interval[1] < 0 ? "which leaves out zero" : "which holds zero: it may be luck";
  return `${where} ${range}, ${luck}.`;
}

/** Which others the chosen one cannot be told from. */
function closeOnes(comparisons: readonly Comparison[]): string {
  const close = comparisons.filter(({ difference: { interval } }) => !interval || (interval[0] <= 0 && interval[1] >= 0));
  if (close.length === 0) return "Over these seeds no other setting's mean is likely as high.";
  const names = close.map(({ second }) => second);
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return `On test images it cannot be told from ${shown.join("; ")} with so few seeds.`;
}
