import type { FieldReader } from "tenfold/forms";
import type { FieldSpec } from "tenfold/recognize";

/** Who reads pictures: what `loadReader` of the library gives, or a test's own. */
export interface PageReader extends FieldReader {
  dispose?(): Promise<void>;
}

/** How pages are read. */
export interface ReadSettings {
  readonly reader: PageReader;
  /** A kind of field, for pictures of one field each. */
  readonly field?: FieldSpec | undefined;
  readonly maxError?: number | undefined;
}
