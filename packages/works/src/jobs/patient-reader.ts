import { setTimeout as sleep } from "node:timers/promises";
import { BusyError } from "tenfold";
import type { FieldReaderOptions } from "tenfold/forms";
import type { PageReader } from "../reading/page-reader.js";

/** Time between two tries, in milliseconds. */
const AGAIN = 300;

/** A reader that waits where another is told that it is full: people who wait come first, and nothing of a document is lost by it. */
export function patientReader(reader: PageReader): PageReader {
  return {
    model: reader.model,
    engine: reader.engine,
    async read(picture, options: FieldReaderOptions) {
      for (;;) {
        try {
          return await reader.read(picture, { ...options, transfer: false } as FieldReaderOptions);
        } catch (error) {
          if (!(error instanceof BusyError)) throw error;
          await sleep(AGAIN * (1 + Math.random()));
        }
      }
    },
  };
}
