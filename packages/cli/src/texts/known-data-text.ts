import { cacheFolder } from "tenfold/node";
import { whole } from "tenfold-works/pages";
import type { KnownData } from "tenfold-works/sets";
import { megabytes } from "../terminal/megabytes.js";
import { plain, textTable } from "../terminal/text-table.js";

/** The sets as a table, and what to cite below it. */
export function knownDataText(sets: readonly KnownData[]): string {
  const rows = sets.map(({ name, classes, train, test, size, here }) => [
    name,
    whole(classes),
    whole(train),
    whole(test),
    size === null ? "-" : megabytes(size),
    here ? "here" : "-",
  ]);
  const table = textTable(["Set", "Classes", "Train", "Test", "Size", "Here"], rows);
  const cite = sets.map(({ name, about, license, source }) => `${name}: ${about}. License: ${plain(license)}. ${plain(source)}\n`).join("");
  return `${table}\n${cite}\nFetched sets are kept in ${plain(cacheFolder())}\n`;
}
