import { UsageError } from "tenfold";

/** What commands write into files whose names tell their kind, with the endings of such names. */
const kinds = {
  model: { what: "a model file", endings: [".safetensors"] },
  onnx: { what: "an ONNX file", endings: [".onnx"] },
  picture: { what: "a picture", endings: [".png", ".svg"] },
  template: { what: "a form's template", endings: [".json"] },
  page: { what: "a page", endings: [".html"] },
} as const;

export type FileKind = keyof typeof kinds;

/**
 * Refuses a name that would have other programs, and other commands of this one, take a file for something else than it is.
 *
 * @param option that the name came with, as "--out"
 * @param remedy what else may be done, as ", or another --format"
 * @throws UsageError
 */
export function refuseOtherEnding(option: string, path: string, kind: FileKind, remedy = ""): void {
  const { what, endings } = kinds[kind];
  if (endings.some((ending) => path.toLowerCase().endsWith(ending))) return;
  throw new UsageError(`${option} ${path}: what is written is ${what}; pass a name that ends in ${endings.join(" or ")}${remedy}`);
}
