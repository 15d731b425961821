// A program on every entry for browsers and Node alike, as someone writes it who has no types of Node. It is compiled, and never run.

import * as tenfold from "tenfold";
import { adam, architectureNamed, architectures, categoricalCrossentropy, classic, compile, type Dataset, load, pretrained } from "tenfold";
import * as document from "tenfold/document";
import * as errors from "tenfold/errors";
import * as forms from "tenfold/forms";
import * as image from "tenfold/image";
import * as keras from "tenfold/keras";
import * as onnx from "tenfold/onnx";
import * as pdf from "tenfold/pdf";
import * as worker from "tenfold/reader-worker";
import * as recognize from "tenfold/recognize";
import { loadReader, type Reader, type Reading } from "tenfold/recognize";
import * as shapes from "tenfold/shapes";

export const entries = [tenfold, document, errors, forms, image, keras, onnx, pdf, recognize, shapes, worker];

/** An architecture takes its own options, and those of any. */
export const networks = [architectures.resnet?.({ depth: 14, width: 48 }), architectureNamed("simple")({ classes: 26 }), classic()];

export async function trains(dataset: Dataset): Promise<Float32Array> {
  const model = await compile(classic({ classes: 10 }), { optimizer: adam({ rate: 1e-3 }), loss: categoricalCrossentropy(), threads: 2 });
  await model.fit(dataset, { epochs: 1 });
  const answers = await model.predict(dataset.images);
  await model.dispose();
  return answers;
}

export async function loads(bytes: Uint8Array, base: URL): Promise<readonly string[]> {
  const models = await Promise.all([
    load(await pretrained("classic", { base })),
    keras.decodeKeras(bytes, "k"),
    onnx.decodeOnnx(bytes, "o"),
  ]);
  return models[0].classNames;
}

export async function reads(blob: Blob, canvas: ImageData, model: ArrayBuffer): Promise<readonly Reading[]> {
  const readers: Reader[] = [await loadReader(), await loadReader({ base: "/models/" }), await loadReader({ model, lines: false })];
  const pictures = [await image.decodeBlob(blob, "photo"), canvas];
  return Promise.all(readers.flatMap((reader) => pictures.map((picture) => reader.read(picture, { field: "us-zip", maxError: 0.01 }))));
}

export async function places(json: string, picture: ImageData, reader: Reader): Promise<string[]> {
  const { fields } = await forms.readForm(image.pictureOf(picture), forms.parseTemplate(json), { reader });
  return fields.map(({ name, text }) => `${name}: ${text}`);
}
