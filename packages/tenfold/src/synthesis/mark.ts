import type { Gray } from "../image/picture.js";

/** What a pen left in one go: a digit, or a sign between or beside digits. */
export interface Mark {
  /** "0" to "9", or the sign. */
  readonly text: string;
  /** Cut to its ink, which is 255. */
  readonly ink: Gray;
  /** How far its foot lies below the line that digits stand on, in pixels. */
  readonly lift: number;
}

/** A mark on its sheet. */
export interface PlacedMark extends Mark {
  /** Pixels from the sheet's left and from its top. */
  readonly left: number;
  readonly top: number;
}

export function isDigit({ text }: Mark): boolean {
  return text >= "0" && text <= "9";
}
