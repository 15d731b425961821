import type { Table } from "../automata/automaton.js";
import type { Options } from "../options.js";

/** A kind of field: postal code, date, amount. */
export interface Kind {
  /** As in a field's description. */
  readonly name: string;
  /** One sentence for help texts. */
  readonly description: string;
  /** A text as it may be written, and what is made of it. */
  readonly example: { readonly written: string; readonly text: string; readonly value: string };
  /** Options of its own, each with a sentence. */
  readonly options: Readonly<Record<string, string>>;
  /** @throws UsageError where the options do not make sense */
  readonly form: (options: Options) => Form;
}

/** What a field of a kind and its options admits. */
export interface Form {
  /** What it is called in a sentence, with its article: "a US ZIP code". */
  readonly noun: string;
  /** Every way in which it may be written, check digits aside. */
  readonly grammar: Table;
  /** What its digits have to add up to. */
  readonly check?: Table;
  /** How frequent its texts are beside each other, where no list of values says so; absent: all texts of as many digits the same. */
  readonly usual?: Table;
  /** Characters of the grammar that say nothing about the value. */
  readonly passedOver: string;
  /** What is written, in the kind's own normal form. */
  readonly text: (written: string) => string;
  /** The value for a program, where it differs from the text. */
  readonly value?: (written: string) => string;
  /** Every way to write a value, given as text or as value, without what is passed over; none where it is no value of this field. */
  readonly forms: (value: string) => readonly string[];
}
