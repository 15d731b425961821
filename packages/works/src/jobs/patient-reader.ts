import { setTimeout as sleep } from "node:timers/promises";
import { BusyError } from "tenfold";
import type { FieldReaderOptions } from "tenfold/forms";
import type { PageReader } from "../reading/page-reader.js";

/** Time between two tries, in milliseconds. */
const AGAIN = 300;

export interface PatientReader extends PageReader {
  read(...args: Parameters<PageReader["read"]>): Promise<Awaited<ReturnType<PageReader["read"]>>>;
}

/** A reader that waits where another is told that it is full: people who wait come first, and nothing of a document is lost by it. */
export function patientReader(reader: PageReader): PatientReader {
  const readTogether = reader.readTogether?.bind(reader);
  const readStrokes = reader.readStrokes?.bind(reader);
  return {
    model: reader.model,
    engine: reader.engine,
    read: (picture, options: FieldReaderOptions) =>
      patiently(() => reader.read(picture, { ...options, transfer: false } as FieldReaderOptions)),
    ...(readStrokes && { readStrokes: (strokes, options) => patiently(() => readStrokes(strokes, options)) }),
    ...(readTogether && { readTogether: (items, options) => patiently(() => readTogether(items, options)) }),
  };
}

async function patiently<T>(read: () => T | Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      await sleep(AGAIN * (1 + Math.random()));
    }
  }
}
