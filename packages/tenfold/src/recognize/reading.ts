import type { Box } from "../image/picture.js";

/** Everything that was read from a picture. */
export interface Reading {
  /** In reading order; of grids their rows. Empty where nothing was found, which `reason` then tells. */
  readonly strings: readonly ReadString[];
  /** Grids of cells, where the picture holds some. */
  readonly grids: readonly ReadGrid[];
  /** Why there is nothing, or what hampered the reading, as a sentence. */
  readonly reason?: string;
}

/** A string of digits, as a line or a field holds one. */
export interface ReadString {
  /** As the field wants it written: digits, with the separators that belong to its kind. */
  readonly text: string;
  /** For a program, as the field has it: a date as "2024-02-29", an amount in its smallest unit; otherwise the text. */
  readonly value?: string;
  /** The probability that all of `text` is right, 0..1, calibrated. */
  readonly confidence: number;
  /** Whether it may be used as it is at the error rate that was asked for, or a person should look. */
  readonly status: "accepted" | "review";
  /** Why a person should look, in sentences; empty when accepted. */
  readonly reasons: readonly string[];
  readonly box: Box;
  readonly digits: readonly ReadDigit[];
  /** Other readings, likeliest first. */
  readonly alternatives: readonly { readonly text: string; readonly confidence: number }[];
}

/** One digit of a string. */
export interface ReadDigit {
  /** 0..9 */
  readonly value: number;
  /** The probability that it is right, 0..1. */
  readonly confidence: number;
  /** The three likeliest values. */
  readonly top3: readonly { readonly value: number; readonly confidence: number }[];
  /** In pixels of the picture that was read. */
  readonly box: Box;
  /** The 28 x 28 picture that the network saw, ink 255. */
  readonly seen: Uint8Array;
}

/** A grid of cells, each with a digit or blank. */
export interface ReadGrid {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly cells: readonly ReadCell[];
}

export interface ReadCell {
  readonly row: number;
  readonly column: number;
  readonly box: Box;
  /** Absent where the cell is blank, or holds no single digit. */
  readonly digit?: ReadDigit;
}
