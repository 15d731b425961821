import type { Box } from "../../image/geometry/box.js";
import type { Printed } from "../template/template.js";

/** A field that an empty form seems to have, in pixels. */
export interface DraftField {
  readonly box: Box;
  readonly printed: Printed;
  readonly cells: readonly Box[];
}

/** What one writes in is at least so wide, in millimeters. */
export const NARROWEST = 2.4;
