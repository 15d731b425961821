import type { FieldSpec } from "../../fields/field.js";
import type { Picture } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import type { HandOptions } from "../../recognize/hand-use.js";
import type { Reading } from "../../recognize/reading.js";
import type { ReadTogether } from "../../recognize/writer/seen-ink.js";

/** Who reads what is written in a field: what `loadReader` gives is one. */
export interface FieldReader {
  /**
   * @param picture what is written, dark on white, its printed lines gone
   */
  read(picture: Picture, options: FieldReaderOptions): Reading | Promise<Reading>;
  /** Reads several fields by the hand that all of them show; only asked for where a hand is. */
  readTogether?(
    items: readonly { readonly image: Picture; readonly options: FieldReaderOptions }[],
    options: HandOptions,
  ): Promise<ReadTogether>;
}

export interface FieldReaderOptions {
  /** What kind of field it is, as the template has it; any digits where there is no template. */
  readonly field?: FieldSpec | undefined;
  /** The share of accepted fields that may be wrong. */
  readonly maxError?: number | undefined;
  /** Further error rates at which each string says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** A box for each character, where the form has cells. In pixels of the picture. */
  readonly cells?: readonly Box[] | undefined;
  /** What is known of who wrote it, where a field is looked for; a form tells `readTogether`. */
  readonly writer?: HandOptions["writer"] | undefined;
}
