import { InputError } from "../../errors.js";
import type { FieldSpec } from "../../fields/field.js";
import { fieldOf } from "../../fields/field-of.js";

/** What people write between digits, where nobody said what the field is. */
const SEPARATORS = ".,-/:'";

/**
 * The field that may be one text alone: read as it, ink is cut into that text's digits.
 *
 * @param spec the field as it was read; free digits unless told
 * @returns the field, or in words why the text can be none of it
 */
export function onlyText(text: string, spec: FieldSpec | undefined): { readonly field: FieldSpec } | { readonly refusal: string } {
  if (!/\d/.test(text)) return { refusal: "the text has no digits" };
  const { kind, ...options } = typeof spec === "object" ? spec : { kind: spec ?? "digits" };
  const { prior: _, outside: __, ...own } = options as { readonly prior?: unknown; readonly outside?: unknown };
  const isFree = kind === "digits";
  if (isFree && /[^\d\s.,\-/:']/.test(text)) return { refusal: "the text has more than digits" };
  const plain = { kind, ...own, allowed: [isFree ? text.replaceAll(/\D/g, "") : text] };
  const field = isFree ? { ...plain, separators: SEPARATORS } : plain;
  try {
    fieldOf(field);
    return { field };
  } catch (error) {
    if (error instanceof InputError) return { refusal: "the text is none of its kind of field" };
    throw error;
  }
}
