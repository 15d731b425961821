import { type PlainColumn, plainColumns } from "../data/context/context-columns.js";
import { sizeOf } from "../engine/tensor.js";

/** Numbers that another program's network takes beside images, as columns named for its inputs, "age" or "age_0"; numbered alone where those names cannot be. */
export function namedColumns(inputs: readonly { readonly name: string; readonly dims: readonly number[] }[]): readonly PlainColumn[] {
  const names = inputs.flatMap(({ name, dims }) => {
    const count = sizeOf(dims);
    return count === 1 ? [name] : Array.from({ length: count }, (_, at) => `${name}_${at}`);
  });
  const areNames = names.every((name) => name.trim() !== "" && name.length <= 100 && !/\p{Cc}/u.test(name));
  return areNames && new Set(names).size === names.length ? names.map((name) => ({ name, kind: "plain" })) : plainColumns(names.length);
}
