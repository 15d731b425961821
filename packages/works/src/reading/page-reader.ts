import type { EngineUsed, ModelUsed } from "tenfold/document";
import type { FieldReader, ProfileOf } from "tenfold/forms";
import type { Effort, FieldSpec, HandOptions, Reading, ReadOptions, ReadStrokesOptions } from "tenfold/recognize";

/** Who reads pictures: what `loadReader` of the library gives, or a test's own. */
export interface PageReader extends FieldReader {
  /** Which networks read, and what runs them, as documents name them. */
  readonly model: ModelUsed;
  readonly engine: EngineUsed;
  /** Reads pen strokes, where it can. */
  readStrokes?(strokes: readonly (readonly number[])[], options?: ReadStrokesOptions): Promise<Reading>;
  dispose?(): Promise<void>;
}

/** How pages are read. */
export interface ReadSettings extends HandOptions {
  readonly reader: PageReader;
  /** A kind of field, for pictures of one field each. */
  readonly field?: FieldSpec | undefined;
  /** Whether pages are whole checks or envelopes, on which the field is to be found first. */
  readonly find?: boolean | undefined;
  readonly maxError?: number | undefined;
  /** Whether lines count that are likelier other writing than digits. */
  readonly all?: boolean | undefined;
  /** Further error rates at which each string says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** How what is written lies. */
  readonly layout?: ReadOptions["layout"];
  /** How often it is looked at. */
  readonly effort?: Effort | undefined;
  /** Looks up how a writer writes, for templates with a field that names one. */
  readonly profileOf?: ProfileOf | undefined;
}
