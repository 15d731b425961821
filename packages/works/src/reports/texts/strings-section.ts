import type { TextEvaluation } from "tenfold/recognize";
import { asides, emptySection, type Section, section, table } from "../../pages/blocks.js";
import { markup } from "../../pages/markup.js";
import { percent, whole } from "../../pages/numbers.js";

/** How many misread strings a page shows: the first ones, so that nobody chose them. */
const SHOWN = 60;

/** How many strings of each length are read right. */
export function lengthsSection(texts: TextEvaluation | undefined): Section {
  if (!texts) return emptySection("Strings", "No test strings were judged.");
  const rows = texts.byLength.map(({ length, count, right }) => [whole(length), whole(count), whole(right), percent(right / count)]);
  return section("Strings by their length", table(["Characters", "Strings", "Right", "Share"], rows));
}

/** What was misread, and as what. */
export function misreadSection(texts: TextEvaluation | undefined): Section | undefined {
  if (!texts || texts.mistakes.length === 0) return undefined;
  const { mistakes } = texts;
  const rows = mistakes.slice(0, SHOWN).map(({ row, text, read }) => [text, read || "nothing", whole(row + 1)]);
  const left = mistakes.length - rows.length;
  const more = left > 0 ? [`${whole(left)} more are in evaluation.json.`] : [];
  return section(
    "Misread",
    markup`${table(["Written", "Read", "String number"], rows)}
${asides(more)}`,
  );
}
