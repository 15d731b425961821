import { UsageError } from "tenfold/errors";
import { type Command, shared, wholeNumber } from "./command.js";
import { databasePlace, type PlaceOptions, place } from "./database-place.js";
import { withServicePackages } from "./service-packages.js";

export interface EraseOptions extends PlaceOptions {
  readonly ids: readonly string[];
  readonly olderThan?: number;
  readonly quiet?: boolean;
}

export const erase: Command<EraseOptions> = {
  details: `Erases documents, or all of a batch, with their pages, their fields, what was read and corrected of them, the digits that were cut out of them and the messages that name them; \
and, with --older-than, all that were read so many days ago. What was learned of them stays in networks, as numbers. That they were erased, by whom and when, stands in the audit. Files in a \
folder that machines share are left where they are. It cannot be undone.

A server with a database of its own has that for itself: end it first; with --database both work at a time.`,
  arguments: ["ids of documents or batches"],
  options: [
    { notation: "--older-than <days>", description: "documents that were read so many days ago", parse: wholeNumber(0, 36_500) },
    ...place,
    shared.quiet,
  ],
  examples: [
    ["erase 0192f3c4-0000-7000-8000-000000000001", "one document, or one batch"],
    ["erase --older-than 30 --database postgres://tenfold@db/tenfold", "what was read a month ago and before"],
  ],
  async run({ ids, olderThan, quiet, ...given }, { tell }) {
    if (ids.length === 0 && olderThan === undefined) throw new UsageError("erase wants ids of documents or batches, or --older-than");
    const { eraseOldDocuments, openDatabase } = await withServicePackages(() => import("tenfold-works/store"));
    const { eraseAll } = await withServicePackages(() => import("tenfold-works/retention"));
    const { data, database: address } = await databasePlace(given);
    const database = await withServicePackages(() => openDatabase({ folder: data, address }));
    try {
      const named = ids.length === 0 ? 0 : await eraseAll(database, ids, "local");
      const old = olderThan === undefined ? 0 : await eraseOldDocuments(database, olderThan);
      const count = named + old;
      if (!quiet) tell(count === 1 ? "1 document is erased" : `${count} documents are erased`);
    } finally {
      await database.close();
    }
  },
};
