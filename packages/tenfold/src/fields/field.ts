import type { Automaton } from "./automata/automaton.js";

/** What a field wants, as plain data: the name of its kind, or an object with options. */
export type FieldSpec = string | FieldOptions;

export interface FieldOptions {
  readonly kind: string;
  /** The values it may have, as text or as value. */
  readonly allowed?: readonly string[] | undefined;
  /** How frequent values are, in any unit: what is not named here counts 1. Without `allowed`, its names are the values allowed. */
  readonly prior?: Readonly<Record<string, number>> | undefined;
  /** The probability of a value that is not allowed, 0 unless told. */
  readonly outside?: number | undefined;
  /** Options of the kind. */
  readonly [option: string]: unknown;
}

/** A field that is ready for use: what it admits, how probable that makes each text, and what the text means. */
export interface Field {
  readonly kind: string;
  /** What it is called in a sentence, with its article. */
  readonly noun: string;
  /**
   * What may be written. A text of n digits weighs its probability over 10^-n, that of any n digits where nothing is known; so a field and
   * free digits can be compared by how well ink fits them.
   */
  readonly automaton: Automaton;
  /** The natural logarithm of the most that a text weighs. */
  readonly heaviest: number;
  /** The fewest and the most digits it takes. */
  readonly digits: { readonly least: number; readonly most: number };
  /** What each text has to meet, the plainest first: every text of `automaton` meets all. */
  readonly conditions: readonly Condition[];
  /** What is written in the field's normal form, and its value. */
  readonly read: (written: string) => FieldText;
}

export interface FieldText {
  readonly text: string;
  /** For a program: a date as "2024-02-29", an amount in its smallest unit; otherwise the text. */
  readonly value: string;
}

/** Something a text may meet or not. */
export interface Condition {
  readonly about: "form" | "check" | "allowed";
  readonly automaton: Automaton;
}
