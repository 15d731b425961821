/**
 * What texts a field admits, as plain data, like a regular expression: made by the functions of this file, made an automaton by
 * `automatonOf`.
 */
export type Grammar =
  | { readonly anyOf: string }
  | { readonly sequence: readonly Grammar[] }
  | { readonly oneOf: readonly Grammar[] }
  | { readonly repeat: Grammar; readonly least: number; readonly most: number };

/** One of the characters. */
export function anyOf(characters: string): Grammar {
  return { anyOf: characters };
}

/** One digit. */
export const digit: Grammar = anyOf("0123456789");

/** So many digits, or `least` to `most` of them; `most` may be Infinity. */
export function digits(least: number, most = least): Grammar {
  return repeat(digit, least, most);
}

/** This very text. */
export function literal(text: string): Grammar {
  return sequence(...Array.from(text, anyOf));
}

/** One after the other. */
export function sequence(...parts: readonly Grammar[]): Grammar {
  return { sequence: parts };
}

/** Any one of them. */
export function oneOf(...choices: readonly Grammar[]): Grammar {
  return { oneOf: choices };
}

/** The same again, `least` to `most` times; `most` may be Infinity. */
export function repeat(part: Grammar, least: number, most = Number.POSITIVE_INFINITY): Grammar {
  return { repeat: part, least, most };
}

/** It or nothing. */
export function optional(part: Grammar): Grammar {
  return repeat(part, 0, 1);
}
