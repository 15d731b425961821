import { UsageError } from "tenfold";
import { expect, it } from "vitest";
import { type FileKind, refuseOtherEnding } from "./endings.js";

it.each<[kind: FileKind, taken: string, refused: string, sentence: string]>([
  ["model", "a.int8.safetensors", "a.onnx", "--out a.onnx: what is written is a model file; pass a name that ends in .safetensors"],
  ["onnx", "A.ONNX", "foo.txt", "--out foo.txt: what is written is an ONNX file; pass a name that ends in .onnx"],
  ["picture", "b.SVG", "b", "--out b: what is written is a picture; pass a name that ends in .png or .svg"],
  ["template", "c.form.json", "c.jsonl", "--out c.jsonl: what is written is a form's template; pass a name that ends in .json"],
  ["page", "e.html", "html", "--out html: what is written is a page; pass a name that ends in .html"],
])("%s takes %s and refuses %s", (kind, taken, refused, sentence) => {
  refuseOtherEnding("--out", taken, kind);
  expect(() => refuseOtherEnding("--out", refused, kind)).toThrow(new UsageError(sentence));
});
