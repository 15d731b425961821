import { jsonLine } from "tenfold-works";
import { quieted } from "../terminal/world.js";
import { type Command, shared, wholeNumber } from "./command.js";

export interface QuantizeOptions {
  readonly model: string;
  readonly data?: string;
  readonly resize?: boolean;
  readonly images?: number;
  readonly out?: string;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const quantizeModel: Command<QuantizeOptions> = {
  details: `Kernels become whole numbers with a scale for each channel, a quarter of their bytes. How much of the largest weights is cut off is \
chosen on training images, kernel by kernel, so that the probabilities move least; then both models are judged on the test images. Both are \
those that the run was begun with; for a model file, those of MNIST. Classes find each other by name. The \
kernels are floats again once loaded: this saves bytes, not time.

--json prints { file, bytes: { before, after }, accuracy: { before, after }, changed, images, divergence, imagesPerSecond: { before, after } }; \
changed counts test images of another verdict among images, divergence is the mean Kullback-Leibler divergence of the probabilities on the \
training images, in nats.`,
  arguments: ["a run folder or a model file"],
  options: [
    { notation: "--data <data>", description: "calibrate and judge on the images of this set, folder or table" },
    shared.resize,
    { notation: "--images <n>", description: "training images to calibrate on (default: 512)", parse: wholeNumber(1, 100000) },
    { notation: "--out <file>", description: "where to write (default: the model's name with .int8.safetensors)" },
    shared.threads,
    shared.json,
    shared.quiet,
  ],
  examples: [
    ["quantize runs/quick-1", "runs/quick-1/model.int8.safetensors, and what it costs"],
    ["quantize model.safetensors --data usps --images 1000", "a model of other digits"],
  ],
  async run({ model: path, data, resize, images = 512, out, threads, json, quiet }, world) {
    const { encodeModel, quantize } = await import("tenfold");
    const { besideModel, readImageModel } = await import("tenfold-works/models");
    const { imagesFor } = await import("tenfold-works/runs");
    const { comparedWeights } = await import("tenfold-works/models");
    const { refuseExisting, refuseOtherEnding, writeNew } = await import("tenfold-works/files");
    const host = quiet ? quieted(world) : world;
    if (out !== undefined) refuseOtherEnding("--out", out, "model");
    const file = out ?? (await besideModel(path, ".int8.safetensors"));
    await refuseExisting(file);
    const model = await readImageModel(path);
    const { train, test } = await imagesFor(model, { path, data, resize }, host);
    const calibration = train.images.slice(0, images);
    host.tell(`Calibrating on ${calibration.count.toLocaleString("en-US")} images of ${train.name}`);
    const { stored, weights, divergence } = await quantize(model, calibration, { threads });
    const noted = { ...model.metadata, quantization: `int8 kernels, calibrated on ${calibration.count} images of ${train.name}` };
    const [before, after] = [encodeModel(model, model.metadata), encodeModel({ ...model, weights: stored }, noted)];
    host.tell(`Judging both on ${test.name}, ${test.images.count.toLocaleString("en-US")} images`);
    const measured = await comparedWeights(model, weights, test, threads);
    await writeNew(file, after);
    const result = { file, bytes: { before: before.length, after: after.length }, ...measured, divergence };
    world.out(json ? jsonLine(result) : (await import("../texts/quantized-text.js")).quantizedText(result));
  },
};
