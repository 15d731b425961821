import type { FieldReader } from "tenfold/forms";

/** Who reads pictures: what `loadReader` of the library gives, or a test's own. */
export interface PageReader extends FieldReader {
  dispose?(): Promise<void>;
}

/** How pages are read. */
export interface ReadSettings {
  readonly reader: PageReader;
  /** A kind of field, for pictures of one field each. */
  readonly field?: unknown;
  readonly maxError?: number | undefined;
}
