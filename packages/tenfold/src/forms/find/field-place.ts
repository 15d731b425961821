import type { ReadString } from "../../document/document.js";
import type { Box } from "../../image/geometry/box.js";

/** Where a field may stand on a page. */
export interface FieldPlace {
  /** What is cut out to be read. */
  readonly cut: Box;
  /** What is written there. */
  readonly ink: Box;
  /** How likely the place is by itself, above 0: for comparison with others of the page alone. */
  readonly weight: number;
  /** What speaks for it, to go on with after "found": "in a box right of the middle". */
  readonly why: string;
  /** Why what is read there is never sure by itself, as a sentence. */
  readonly doubt?: string;
  /** How much less a reading is worth that is unlikely as such a field, 0..1; nothing less unless told. */
  readonly unlikely?: (read: ReadString) => number;
}
