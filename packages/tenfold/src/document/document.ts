import type { DecodingCause } from "../errors.js";
import type { Box } from "../image/geometry/box.js";
import type { Point } from "../image/geometry/transform.js";

/**
 * What was read, as plain values: document > page > string | grid > digit, and a field is a string with a name.
 *
 *   ReadDocument   version, model, engine
 *   └ ReadPage     file, page of pages, width x height
 *     ├ ReadString   text, value, confidence, status, reasons, box, alternatives; name where it is a field
 *     │ └ digit        value, confidence, top3, box
 *     └ ReadGrid     rows x columns
 *       └ ReadCell     row, column, box
 *         └ digit
 *
 * Readers give strings and grids whose digits also hold the picture that the network saw; documents, which travel as JSON
 * (`tenfold/document/document.schema.json`), leave it out. Boxes and corners count pixels of the page's picture.
 */

/** The version of what the keys mean. Keys may be added to it, and none of it changes its meaning. */
export const DOCUMENT_VERSION = 1;

/** What was read of one file or several, and who read it. */
export interface ReadDocument {
  readonly version: typeof DOCUMENT_VERSION;
  readonly model: ModelUsed;
  readonly engine: EngineUsed;
  readonly pages: readonly DocumentPage[];
}

/** A network by its name and by what is in it. */
export interface NetworkUsed {
  /** Of one that comes with the package, else of its architecture. */
  readonly name: string;
  /** Eight hexadecimal digits that tell the network's file from others: 32 bits of FNV-1a over its metadata and its weights. */
  readonly content: string;
}

/** The networks that read: the one that knows single digits, and those that read lines whole, where there are some: one of digits, one that knows signs. */
export interface ModelUsed extends NetworkUsed {
  readonly lines?: NetworkUsed;
  readonly signs?: NetworkUsed;
  /** The calibration by readings of one's own, where one was used: "own", and what is in it. */
  readonly calibration?: NetworkUsed;
}

/**
 * What the promise of an error rate rests on: readings whose truth is known prove it, it is what a fitted model expects, or neither, and then
 * nothing is accepted.
 */
export type Proof = "proven" | "expected" | "out of reach";

/** What becomes of a string at another error rate than the one asked for. */
export interface ReadLevel {
  readonly maxError: number;
  readonly status: "accepted" | "review";
  readonly proof: Proof;
}

/** The program that read. Two builds of its kernels differ in the last bits, and so may confidences in their last decimals. */
export interface EngineUsed {
  readonly name: string;
  /** As packages have it: "0.1.0". */
  readonly version: string;
  /** "plain" or "relaxed", where the program has builds. */
  readonly build?: string;
}

/** A page with what was read on it, or why it was not read. */
export type DocumentPage = ReadPage | UnreadPage;

/** Where a page comes from. */
export interface PagePlace {
  readonly file: string;
  /** Counted from 1, */
  readonly page: number;
  /** and of how many. */
  readonly pages: number;
}

/** A page, and everything that was read on it. */
export interface ReadPage extends PagePlace {
  /** Of its picture, in pixels; absent in what was read before documents had a version. */
  readonly width?: number;
  readonly height?: number;
  /** Lines in reading order, or the fields of a template in its order. */
  readonly strings: readonly ReadString<PlainDigit>[];
  /** Grids of cells, of pages without a template. */
  readonly grids: readonly ReadGrid<PlainDigit>[];
  /** By how many degrees clockwise its picture was turned to be read, as of a page that lies on its side; boxes are those of the picture as it is. */
  readonly turned?: 90 | 180 | 270;
  /** What is known of who wrote it, where something was told or the hand was asked to be heard. */
  readonly context?: ReadContext;
  /** Why there is nothing, or what hampered the reading, as a sentence. */
  readonly reason?: string;
  /** What somebody should know although it was read: a resolution that was guessed, a form that lies skewed. */
  readonly notice?: string;
}

/** What is known of who wrote a page, and what that did: by its digits, as those of one hand, and by what was told. */
export interface ReadContext {
  /**
   * How many digits showed the hand; 0 where they look like those of several people, and nothing was made of it; absent where no hand was asked to be
   * heard.
   */
  readonly from?: number;
  /** How many digits and signs are read otherwise by all of it. */
  readonly changed: number;
  /** The region that was told. */
  readonly region?: string;
  /** Of how many digits the writer's profile was learned that was told, beside what the page shows. */
  readonly profile?: number;
  /** The name under which that profile was found, where what a field says names the writer. */
  readonly writer?: string;
}

/** A page, or without `page` a whole file, that could not be read. */
export interface UnreadPage extends Partial<PagePlace> {
  readonly file: string;
  /** Why, as a sentence. */
  readonly error: string;
  /** Which limit of its decoder it exceeded, or that this broke off; absent where another try may end otherwise. */
  readonly exceeded?: DecodingCause;
}

/** A string of digits, as a line or a field holds one. */
export interface ReadString<Digit extends PlainDigit = ReadDigit> {
  /** The field's name in the template, where it is one. */
  readonly name?: string;
  /** Whether nothing is written in the field; absent of strings that are no field. */
  readonly isBlank?: boolean;
  /** As the field wants it written: digits, with the separators that belong to its kind. */
  readonly text: string;
  /** For a program, as the field has it: a date as "2024-02-29", an amount in its smallest unit; otherwise the text. */
  readonly value?: string;
  /** The probability that all of `text` is right, 0..1, calibrated. */
  readonly confidence: number;
  /** Whether it may be used as it is at the error rate that was asked for, or a person should look. */
  readonly status: "accepted" | "review";
  /** What the promise of the error rate that was asked for rests on; absent where no confidence decides, as of a blank field. */
  readonly proof?: Proof;
  /** The same at other error rates, where they were asked for. */
  readonly levels?: readonly ReadLevel[];
  /** Why a person should look, in sentences; empty when accepted. */
  readonly reasons: readonly string[];
  /** What speaks for the place, where it was found on a whole check or envelope: "in a box right of the middle". */
  readonly why?: string;
  /** The share of the line's ink that its digits and signs are made of, 0..1; absent where what was read is no ink of a line. */
  readonly explained?: number;
  /** Where ink of the line stands that is in none of its digits and signs, and is more than specks; absent where there is none. */
  readonly unexplained?: readonly Box[];
  readonly box: Box;
  /** The field's corners in the picture: top left, top right, bottom right, bottom left of the form; or of a string that was found, or read turned, as it is read. */
  readonly corners?: readonly Point[];
  readonly digits: readonly Digit[];
  /** Other readings, likeliest first. */
  readonly alternatives: readonly { readonly text: string; readonly confidence: number }[];
}

/** A grid of cells, each with a digit or blank. */
export interface ReadGrid<Digit extends PlainDigit = ReadDigit> {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly cells: readonly ReadCell<Digit>[];
}

export interface ReadCell<Digit extends PlainDigit = ReadDigit> {
  readonly row: number;
  readonly column: number;
  readonly box: Box;
  /** Absent where the cell is blank, or holds no single digit. */
  readonly digit?: Digit;
  /** Whether a line goes through the cell, as through what is not to count: nothing in it is accepted. */
  readonly isStruck?: boolean;
  /** Whether the cell may be used as it is at the error rate that was asked for; absent where it is blank, or nothing is known of single digits. */
  readonly status?: "accepted" | "review";
}

/** One digit of a string or cell, without its picture. */
export interface PlainDigit {
  /** 0..9 */
  readonly value: number;
  /** The probability that it is right, 0..1. */
  readonly confidence: number;
  /** Whether this digit by itself may be used at the error rate that was asked for; absent where nothing is known of single digits. */
  readonly status?: "accepted" | "review";
  /** The three likeliest values. */
  readonly top3: readonly { readonly value: number; readonly confidence: number }[];
  /** In pixels of the picture that was read. */
  readonly box: Box;
}

/** One digit, with the picture that the network saw. */
export interface ReadDigit extends PlainDigit {
  /** 28 x 28, ink 255. */
  readonly seen: Uint8Array;
}

/** Whether a page, or a whole file, could not be read. */
export function isUnread(page: DocumentPage): page is UnreadPage {
  return "error" in page;
}
