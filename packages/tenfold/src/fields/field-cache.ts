import type { Field, FieldSpec } from "./field.js";
import { fieldOf } from "./field-of.js";

/** So many fields are kept: a form has some dozens. */
const MOST = 100;

/**
 * `fieldOf` that remembers: some fields take a tenth of a second to make, and a folder of pictures asks for the same one again and again.
 *
 * @throws UsageError as `fieldOf`
 */
export function fieldCache(): (spec: FieldSpec) => Field {
  const known = new Map<string, Field>();
  return (spec) => {
    const key = keyOf(spec);
    const found = key === undefined ? undefined : known.get(key);
    if (found) return found;
    const field = fieldOf(spec);
    if (key === undefined) return field;
    if (known.size >= MOST) known.clear();
    known.set(key, field);
    return field;
  };
}

/** The field as text; nothing for what cannot be told as JSON, which `fieldOf` refuses. */
function keyOf(spec: unknown): string | undefined {
  try {
    return JSON.stringify(spec);
  } catch {
    return undefined;
  }
}
