import type { ContextChange } from "tenfold";
import { whole } from "../../pages/numbers.js";
import { points, pValue } from "../../pages/spread.js";
import type { StudyResults } from "../study-results.js";

/** What the columns of `contextRows` are. */
export const CONTEXT_HEAD = ["Seed", "What is known", "Wrong", "Change", "95 % interval over writers", "McNemar's p"] as const;

/** Of each network that takes a context, by seed: errors where nothing is known, by what is known of the writer, and by what is known of another. */
export function contextRows({ settings }: StudyResults): string[][] {
  return settings.flatMap(({ runs }) =>
    runs.flatMap(({ seed, context }) => {
      if (!context) return [];
      const { unknown, told, shuffled } = context;
      return [
        [String(seed), "nothing", whole(unknown.errors), "", "", ""],
        [String(seed), "of the writer", ...changeCells(told)],
        ...(shuffled ? [[String(seed), "of another writer, as a control", ...changeCells(shuffled)]] : []),
      ];
    }),
  );
}

function changeCells({ errors, change, interval, p }: ContextChange): string[] {
  const share = (value: number) => `${points(value)} %`;
  return [
    whole(errors),
    change === null ? "–" : share(change),
    interval ? `${share(interval[0])} to ${share(interval[1])}` : "–",
    pValue(p),
  ];
}
