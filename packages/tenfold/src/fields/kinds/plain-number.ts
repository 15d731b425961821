import type { Table } from "../automata/automaton.js";
import type { Form } from "./kind.js";

export interface PlainNumber {
  readonly noun: string;
  readonly grammar: Table;
  readonly check?: Table;
  /** Characters that may stand between the digits and are left out of the text; none unless told. */
  readonly separators?: string;
}

/** The form of a number whose text is its digits, whatever stands between them. */
export function plainNumber({ noun, grammar, check, separators = "" }: PlainNumber): Form {
  const bare = (written: string): string => Array.from(written, (character) => (separators.includes(character) ? "" : character)).join("");
  return { noun, grammar, ...(check && { check }), passedOver: separators, text: bare, forms: (value) => [bare(value)] };
}
