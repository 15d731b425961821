import { asides, section, table } from "../../pages/blocks.js";
import { type Markup, markup } from "../../pages/markup.js";
import { plural } from "../../pages/numbers.js";
import type { StudyResults } from "../study-results.js";
import { CONTEXT_HEAD, contextRows } from "./context-rows.js";

/** Whether knowing the writer made the network read better: the same network told nothing, the truth, and another writer's. */
export function contextSection(results: StudyResults): Markup {
  const [first] = results.settings.flatMap(({ runs }) => runs.flatMap(({ context }) => context ?? []));
  return section(
    "Does knowing the writer pay?",
    markup`${table([...CONTEXT_HEAD], contextRows(results))}
${asides([
  `The same network on the same ${plural(first?.images ?? 0, "test image")} by ${plural(first?.writers ?? 0, "writer")}, as far as the data tell them apart. The interval is over writers (bootstrap), as digits of one are not independent.`,
  "A gain that is left where each writer is told another's is none of knowing the writer: the network does better by being told anything, or something else leaks through the context.",
])}`,
  );
}
