import type { ReadContext, ReadGrid, ReadString } from "../document/document.js";

/** Everything that was read from a picture. */
export interface Reading {
  /** In reading order; of grids their rows. Empty where nothing was found, which `reason` then tells. */
  readonly strings: readonly ReadString[];
  /** Grids of cells, where the picture holds some. */
  readonly grids: readonly ReadGrid[];
  /** By how many degrees clockwise the picture was turned to be read; absent where it was read as it is. Boxes are those of the picture as it is. */
  readonly turned?: 90 | 180 | 270;
  /** Why there is nothing, or what hampered the reading, as a sentence. */
  readonly reason?: string;
  /** What the hand did, where it was asked to be heard. */
  readonly context?: ReadContext;
  /** What was left out although it is there, as a sentence. */
  readonly notice?: string;
}
