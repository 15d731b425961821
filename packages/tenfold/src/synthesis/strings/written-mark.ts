import { SIGNS } from "../../data/class-names.js";
import type { Gray } from "../../image/basics/picture.js";

/** What a pen left in one go: a digit, a sign between or beside digits, a letter, or a flourish. */
export interface WrittenMark {
  /** One character. */
  readonly text: string;
  /** Cut to its ink, which is 255. */
  readonly ink: Gray;
  /** How far its foot lies below the line that digits stand on, in pixels. */
  readonly lift: number;
  /** More paper before it than the hand leaves between digits, in heights of a digit. */
  readonly room?: number;
}

/** A mark on its sheet. */
export interface MarkOnSheet extends WrittenMark {
  /** Pixels from the sheet's left and from its top. */
  readonly left: number;
  readonly top: number;
}

/** Whether it is what networks read: a digit or a sign. A letter or a flourish is none. */
export function isRead(mark: WrittenMark): boolean {
  return isDigit(mark) || SIGNS.includes(mark.text);
}

export function isDigit({ text }: WrittenMark): boolean {
  return text >= "0" && text <= "9";
}
