import type { FieldReading } from "tenfold/forms";
import type { ReadCell, ReadDigit, ReadGrid, ReadString } from "tenfold/recognize";

/** What was read from a page, as JSON has it; or why a file or page was not. */
export type ReadRecord = ReadPage | ReadFailure;

export interface ReadPage {
  readonly file: string;
  /** Counted from 1, and of how many. */
  readonly page: number;
  readonly pages: number;
  /** Lines in reading order, or the fields of the template in its order. */
  readonly strings: readonly ReadText[];
  /** Grids of cells, of pages without a template. */
  readonly grids: readonly RecordedGrid[];
  /** Why there is nothing, or what hampered the reading. */
  readonly reason?: string;
  readonly notice?: string;
}

export interface ReadFailure {
  readonly file: string;
  /** Absent where the whole file could not be read. */
  readonly page?: number;
  readonly pages?: number;
  readonly error: string;
}

/** A string as `ReadString` has it, without pictures. */
export interface ReadText extends Omit<ReadString, "digits"> {
  /** The field's name in the template. */
  readonly name?: string;
  readonly isBlank?: boolean;
  readonly corners?: FieldReading["corners"];
  readonly digits: readonly Omit<ReadString["digits"][number], "seen">[];
}

/** A grid as `ReadGrid` has it, without pictures. */
export interface RecordedGrid extends Omit<ReadGrid, "cells"> {
  readonly cells: readonly (Omit<ReadCell, "digit"> & { readonly digit?: ReadText["digits"][number] })[];
}

/** A grid without the pictures of its digits. */
export function recordedGrid({ cells, ...grid }: ReadGrid): RecordedGrid {
  return { ...grid, cells: cells.map(({ digit, ...cell }) => ({ ...cell, ...(digit && { digit: digitOf(digit) }) })) };
}

function digitOf({ value, confidence, top3, box }: ReadDigit): ReadText["digits"][number] {
  return { value, confidence, top3, box };
}

export function isFailure(record: ReadRecord): record is ReadFailure {
  return "error" in record;
}

/** A string without the pictures of its digits, which are 784 numbers each. */
export function textOf<Read extends ReadString>({ digits, ...string }: Read): Omit<Read, "digits"> & Pick<ReadText, "digits"> {
  return { ...string, digits: digits.map(digitOf) };
}
