import type { SeenDigit } from "../image/digit/normalize-digit.js";
import type { Box } from "../image/geometry/box.js";
import type { Frames } from "../losses/ctc.js";

/** What a piece of ink may stand for, and how probable that is. */
export interface Symbol {
  /** "0" to "9"; a separator or sign as "." "," "-" "/"; or "" for ink that stands for nothing, as a speck or a flourish does. */
  readonly text: string;
  /**
   * The natural logarithm of the probability that a symbol begins and ends where the piece does, and is this one, given the ink. What is added up along
   * a way through the lattice compares with any other way, of more pieces or of fewer.
   */
  readonly score: number;
}

/** Ink between two cuts of a line that may be one symbol. */
export interface Piece {
  /** The cut it starts at and the later one it ends at, counted from 0 at the line's start. */
  readonly from: number;
  readonly to: number;
  /** Where it lies, in pixels of the picture that was read. */
  readonly box: Box;
  /** Ink, in pixels of the picture that was read: shares of it tell how much of a line a reading explains. */
  readonly ink?: number;
  /** Whether a line goes through it from side to side, as through what is not to count; of cells alone. */
  readonly isStruck?: boolean;
  /** As the network saw it; absent where only its shape was judged. */
  readonly digit?: SeenDigit;
  /** What it may be, the likeliest first. */
  readonly symbols: readonly Symbol[];
  /** The score of its being one sign that is no digit, as a letter is; absent where only its shape was judged. */
  readonly other?: number;
}

/** Every way in which the ink of one line may be cut into symbols: a directed graph from cut 0 to cut `cuts`. */
export interface Lattice {
  readonly cuts: number;
  readonly pieces: readonly Piece[];
  /** What networks that read lines whole say of the same line, each that was asked: digits, signs and the blank, frame by frame. */
  readonly frames?: readonly Frames[];
  /** Where strokes stand beside the line that were left out as a neighbor's and may be digits of it, in pixels of the picture. */
  readonly aside?: readonly Box[];
  /** The same ink, seen a little otherwise: larger, smaller, slanted. */
  readonly views?: readonly Lattice[];
}
