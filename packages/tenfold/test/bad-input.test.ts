import { beforeAll, describe, expect, it } from "vitest";
import { draftTemplate, parseTemplate, readForm, registerPage } from "../src/forms/index.js";
import {
  adam,
  categoricalCrossentropy,
  classic,
  compile,
  decodeModel,
  type Model,
  pictureOf,
  pretrained,
  sequential,
  split,
  summary,
  UsageError,
} from "../src/index.js";
import { decodePages, readBytes } from "../src/node/index.js";
import { fitTexts, loadReader, loadReaders, loadTexts, type Reader, type Readers } from "../src/recognize/index.js";
import { load } from "../src/training/labels/compile.js";

/** What nobody who is checked by the compiler would pass. */
const wrong = <T>(value: unknown) => value as T;

const paper = { pixels: new Uint8Array(40 * 40).fill(255), height: 40, width: 40, channels: 1 as const };

async function refusal(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error("it was taken");
}

const aDataset = "one with images and labels, as mnist() and imageFolder() give it, is wanted";
const aModel = "what pretrained() gives, or decodeModel() of a file's bytes, is wanted";
const readerOptions = "model, lines, signs, base";

describe("bad input gets a sentence:", () => {
  it.each<[call: () => unknown, sentence: string]>([
    [() => compile(classic(), wrong(undefined)), "compile: options is undefined; an object with optimizer, loss, metrics, seed is wanted"],
    [() => compile(classic(), wrong({})), "compile: optimizer is undefined; one as adam() is wanted"],
    [() => compile(classic(), wrong({ optimizer: adam() })), "compile: loss is undefined; one as categoricalCrossentropy() is wanted"],
    [() => compile(wrong("classic"), wrong({})), 'compile: the network is "classic"; what classic() and sequential() make is wanted'],
    [() => compile(wrong(classic), wrong({})), "compile: the network is a function; what classic() and sequential() make is wanted"],
    [
      () => compile(classic(), wrong({ optimizer: adam(), loss: categoricalCrossentropy(), optimiser: 5 })),
      'compile has no option "optimiser"; did you mean optimizer?',
    ],
    [() => load(wrong("x")), `load: the model is "x"; ${aModel}`],
    [() => load(wrong(new Uint8Array(5))), `load: the model is Uint8Array of 5 bytes; ${aModel}`],
    [() => loadTexts(wrong(null)), `loadTexts: the model is null; ${aModel}`],
    [() => fitTexts(wrong({}), wrong([]), wrong({})), "fitTexts: the network is an object; what classic() and sequential() make is wanted"],
    [() => split(wrong(null), { seed: 1 }), `split: the dataset is null; ${aDataset}`],
    [
      () => sequential(wrong({ name: "mine", input: [28, 28, 1] }), wrong(undefined)),
      'sequential "mine": layers is undefined; a list of layers, as [flatten(), dense(10), softmax()], is wanted',
    ],
    [() => sequential(wrong([]), wrong([])), "sequential: options is []; an object with name, input is wanted"],
    [() => summary(wrong(5)), "summarize: the network is 5; what classic() and sequential() make is wanted"],
    [() => decodeModel(wrong("x.safetensors"), "model"), 'model is "x.safetensors"; a file\'s bytes, as readFile() gives them, is wanted'],
    [
      () => pictureOf(wrong(null)),
      "a picture is { pixels: bytes, height, width, channels: 1 to 4 } or the ImageData of a canvas; null came",
    ],
    [
      () => registerPage(wrong("a.png"), wrong({})),
      'a picture is { pixels: bytes, height, width, channels: 1 to 4 } or the ImageData of a canvas; "a.png" came',
    ],
    [() => readBytes(wrong(5)), "readBytes: path is 5; a path as text is wanted"],
    [
      () => decodePages(wrong("a.png"), "a.png").next(),
      'decodePages: a.png is "a.png"; a file\'s bytes, as readFile() gives them, is wanted',
    ],
    [() => decodePages(new Uint8Array(5), "a", wrong({ DPI: 5 })).next(), 'decodePages has no option "DPI"; did you mean dpi?'],
    [() => parseTemplate("{}", wrong("form.json")), 'parseTemplate: options is "form.json"; an object with file is wanted'],
    [() => draftTemplate([], wrong(null)), "draftTemplate: options is null; an object with name, dpi is wanted"],
    [() => pretrained("classic", wrong("/models/")), 'pretrained: options is "/models/"; an object with base is wanted'],
    [() => loadReader(wrong(null)), `loadReader: options is null; an object with ${readerOptions} is wanted`],
    [() => loadReaders(wrong(null)), `loadReaders: options is null; an object with ${readerOptions} is wanted`],
    [() => loadReader({ model: wrong("x.safetensors") }), `loadReader: model is "x.safetensors"; ${aModel}`],
    [() => loadReaders({ model: wrong("x.safetensors") }), `loadReaders: model is "x.safetensors"; ${aModel}`],
    [() => loadReader({ lines: wrong(true) }), `loadReader: lines is true; ${aModel}`],
    [() => loadReader({ model: wrong(null) }), `loadReader: model is null; ${aModel}`],
    [
      () => loadReader(wrong({ x: 1 })),
      expect.stringContaining('loadReader has no option "x"; it takes model, lines, signs, base,') as never,
    ],
    [
      () => loadReader({ calibration: wrong(5) }),
      "loadReader: calibration is 5; what calibrateReadings() or fitOwnCalibration() gives is wanted",
    ],
    [
      () => loadReaders({ calibration: wrong({ map: [] }) }),
      "loadReaders: calibration is an object; what calibrateReadings() or fitOwnCalibration() gives is wanted",
    ],
    [() => loadReader({ base: wrong(5) }), "loadReader: base is 5; the address of a folder is wanted"],
  ])("%#", async (call, sentence) => {
    expect(await refusal(call)).toEqual(sentence);
  });
});

describe("a model that is asked for nonsense says so:", () => {
  let model: Model;
  beforeAll(async () => {
    model = await compile(classic(), { optimizer: adam(), loss: categoricalCrossentropy(), threads: 1 });
    return () => model.dispose();
  });
  const pictures = "Images, a Uint8Array of bytes 0 to 255 or a Float32Array of ink 0 to 1 is wanted";
  const data = { images: { count: 1, height: 28, width: 28, channels: 1, pixels: new Uint8Array(784) }, labels: new Uint8Array(1) };

  it.each<[call: (model: Model) => unknown, sentence: string]>([
    [(m) => m.fit(wrong(undefined), wrong({ epochs: 1 })), `fit: the dataset is undefined; ${aDataset}`],
    [
      (m) => m.fit(wrong(data), wrong(undefined)),
      "fit: options is undefined; an object with epochs, batchSize, validation, augment is wanted",
    ],
    [(m) => m.fit(wrong(data), wrong({ epochs: 1, batchsize: 5 })), 'fit has no option "batchsize"; did you mean batchSize?'],
    [(m) => m.fit(wrong(data), { epochs: 1, signal: wrong(5) }), "fit: signal is 5; that of an AbortController is wanted"],
    [(m) => m.evaluate(wrong(undefined)), `evaluate: the dataset is undefined; ${aDataset}`],
    [(m) => m.calibrate(wrong([])), `calibrate: the dataset is []; ${aDataset}`],
    [(m) => m.predict(wrong(undefined)), `predict: pictures is undefined; ${pictures}`],
    [(m) => m.predict(wrong("x")), `predict: pictures is "x"; ${pictures}`],
    [(m) => m.predict(wrong(null)), `predict: pictures is null; ${pictures}`],
    [(m) => m.predict(new Uint8Array(784), wrong({ view: 5 })), 'predict has no option "view"; did you mean views?'],
    [(m) => m.infer(wrong(null)), `infer: pictures is null; ${pictures}`],
    [(m) => m.infer(new Uint8Array(784), wrong(null)), "infer: options is null; an object with temperature, context is wanted"],
    [(m) => m.look(wrong("x"), "conv2d"), `look: pictures is "x"; ${pictures}`],
    [(m) => m.save(wrong(undefined)), 'save: where to is undefined; a place, as saveTo("model.safetensors") from tenfold/node, is wanted'],
  ])("%#", async (call, sentence) => {
    expect(await refusal(() => call(model))).toBe(sentence);
  });
});

describe("a reader that is asked for nonsense says so at once, with or without ink:", () => {
  let [one, several]: [Reader?, Readers?] = [];
  beforeAll(async () => {
    const model = await pretrained("reader");
    one = await loadReader({ model, threads: 1 });
    several = await loadReaders({ model, workers: 1 });
    return async () => {
      await one?.dispose();
      await several?.dispose();
    };
  });

  it.each<[options: unknown, sentence: string]>([
    [null, "read: options is null; an object with field, maxError, levels, effort is wanted"],
    [{ cells: 5 }, "read: cells is 5; a list of boxes { left, top, right, bottom } in pixels is wanted"],
    [{ cells: [null] }, "read: cells is [null]; a list of boxes { left, top, right, bottom } in pixels is wanted"],
    [{ signal: 5 }, "read: signal is 5; that of an AbortController is wanted"],
    [{ maxError: "0.1" }, 'read: maxError is "0.1"; a share above 0 and below 1, as 0.01 for 1 %, is wanted'],
    [{ maxError: 0 }, "read: maxError is 0; a share above 0 and below 1, as 0.01 for 1 %, is wanted"],
    [{ layout: "line" }, 'read: layout is "line"; "auto", "lines" or "grid" is wanted'],
    [{ feld: "us-zip" }, 'read has no option "feld"; did you mean field?'],
  ])("read(picture, %j)", async (options, sentence) => {
    for (const reader of [one, several]) expect(await refusal(() => reader?.read({ ...paper }, wrong(options)))).toBe(sentence);
  });

  it.each<[options: unknown, sentence: string]>([
    [null, "readStrokes: options is null; an object with field, maxError, levels, effort is wanted"],
    [{ maxError: 1 }, "readStrokes: maxError is 1; a share above 0 and below 1, as 0.01 for 1 %, is wanted"],
    [{ y: "left" }, 'readStrokes: y is "left"; "up" or "down" is wanted'],
    [{ pen: -1 }, "readStrokes: pen is -1; a width in pixels above 0 and below 20 is wanted"],
  ])("readStrokes(strokes, %j)", async (options, sentence) => {
    for (const reader of [one, several]) expect(await refusal(() => reader?.readStrokes([[1, 1, 1, 9]], wrong(options)))).toBe(sentence);
  });

  it.each<[options: unknown, sentence: string]>([
    [undefined, "readForm: options is undefined; an object with reader, maxError, levels, page is wanted"],
    [{}, "readForm: reader is undefined; what loadReader() gives is wanted"],
    [{ reader: { read() {} }, nope: 1 }, 'readForm has no option "nope"; it takes reader, maxError, levels, page, hand, writer, profileOf'],
    [{ reader: { read() {} }, profileOf: "writers/" }, 'readForm: profileOf is "writers/"; a function of a name is wanted'],
    [
      { reader: { read() {} }, writer: { region: "UK" } },
      'readForm: writer.region is "UK", which the reader has never seen; it knows CH, DE, AT, FR, CL, IN, US; leave it out where it is another',
    ],
    [{ reader: { read() {} }, maxError: 2 }, "readForm: maxError is 2; a share above 0 and below 1, as 0.01 for 1 %, is wanted"],
  ])("readForm(picture, template, %j)", async (options, sentence) => {
    expect(await refusal(() => readForm(paper, { name: "f", pages: [], isToScale: true, notices: [] }, wrong(options)))).toBe(sentence);
  });
});
