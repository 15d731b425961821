import { copyFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decodeModel } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

const library = (path: string) => fileURLToPath(new URL(`../../../tenfold/test/files/${path}`, import.meta.url));

beforeAll(async () => {
  for (const name of ["example", "lstm", "normalized"]) await copyFile(library(`onnx/${name}.onnx`), `${name}.onnx`);
  for (const name of ["convnet.keras", "convnet.h5"]) await copyFile(library(`keras/${name}`), name);
});

describe("import", () => {
  it("makes a model of a PyTorch file, which other commands take", async () => {
    const out = await callWell("import", "example.onnx", "--mean", "0.1307", "--std", "0.3081", "--labels", "a,b,c,d,e,f,g,h,i,j");
    const range = "paper as 0, ink as 1, then mean 0.1307 and std 0.3081";
    expect(out).toBe(`example.safetensors: imported from ONNX, pytorch 1.13.0, 10 classes, ${range}\n`);
    const { classNames, network } = decodeModel(await readFile("example.safetensors"), "f");
    expect(classNames).toEqual([..."abcdefghij"]);
    expect(network.layers[0]?.layer.config.scale).toBeCloseTo(1 / 0.3081, 12);
    expect(JSON.parse(await callWell("evaluate", "example.safetensors", "--data", "tiny", "--json", "--quiet")).count).toBe(200);
    expect(await callWell("summary", "example.safetensors")).toContain("Rescaling");
  });

  it("reads the weights that today's PyTorch puts beside the network, and those only", async () => {
    const named = "example-2.13.onnx";
    for (const name of [named, `${named}.data`]) await copyFile(library(`onnx/${name}`), name);
    expect(await callWell("import", named)).toContain("imported from ONNX, pytorch 2.13.0+cpu, 10 classes");
    await copyFile(named, "moved.onnx");
    await copyFile(`${named}.data`, "moved.onnx.data");
    const { code, err } = await call(["import", "moved.onnx"]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^tenfold: moved\.onnx: its tensor "\S+" lies in another file, "example-2\.13\.onnx\.data"; only "moved\.onnx\.data" is read/,
    );
  });

  it.each([
    ["summary", "net.pth", "PyTorch keeps weights"],
    ["evaluate", "saved_model.pb", "that is TensorFlow's own form"],
    ["export", "net.tflite", "that is TensorFlow's own form"],
    ["quantize", "net.mlmodel", "write the network as ONNX"],
  ])("%s says what to do with %s", async (command, file, advice) => {
    await writeFile(file, "PK");
    const { code, err } = await call([command, file]);
    expect(code).toBe(1);
    expect(err).toContain(`tenfold: ${file} is another program's model, and not in a form that is imported: ${advice}`);
  });

  it("goes there and back again: an exported run, imported, says the same", async () => {
    await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--no-evaluate", "--quiet", "--out", "run");
    await callWell("export", "run", "--logits", "--out", "there.onnx"); // the loss is that of the logits, before any temperature
    await callWell("import", "there.onnx", "--out", "back.safetensors");
    const tell = async (model: string) => JSON.parse(await callWell("evaluate", model, "--data", "tiny", "--json", "--quiet"));
    const [there, back] = [await tell("run"), await tell("back.safetensors")];
    expect(back.confusion).toEqual(there.confusion);
    expect(back.loss).toBeCloseTo(there.loss, 5);
  });

  it.each([
    ["convnet.keras", "Keras 3.6.0"],
    ["convnet.h5", "Keras 2.4.0"],
  ])("reads %s, and says what it takes the images for", async (file, source) => {
    const out = JSON.parse(await callWell("import", file, "--scale", "0..255", "--out", `${file}.safetensors`, "--json"));
    const range = "paper as 0, ink as 255";
    expect(out).toEqual({ file: `${file}.safetensors`, network: "sequential", classes: 10, source, range });
  });

  it("refuses in a sentence, and writes nothing", async () => {
    await writeFile("taken.safetensors", "mine");
    await writeFile("letter.onnx", "this is a letter");
    await writeFile("letter.h5", "this is a letter");
    const refused: readonly [args: string, code: number, sentence: RegExp][] = [
      ["lstm.onnx", 1, /^lstm\.onnx uses .*LSTM \(node "\/lstm\/LSTM"\), which Tenfold does not have; it has Add,.* Unsqueeze, Where$/],
      ["letter.onnx", 1, /^letter\.onnx is not an ONNX file: it is no protobuf, or cut short; pass an \.onnx file$/],
      ["letter.h5", 1, /^letter\.h5 is no HDF5 file, or cut short; fetch or save it again$/],
      ["nowhere.onnx", 1, /^cannot read nowhere\.onnx: there is no such file; check the path$/],
      ["letter.txt", 2, /^letter\.txt ends in no kind of file that is imported; \.onnx, \.keras and \.h5 are$/],
      [
        "net.pt",
        2,
        /^net\.pt ends in no kind .* and \.h5 are: PyTorch keeps weights or its own code there; export the network: torch\.onnx\.export\(/,
      ],
      [
        "web/model.json",
        2,
        /^web\/model\.json ends in no kind .* and \.h5 are: TensorFlow\.js keeps networks there; save the model from Keras/,
      ],
      ["convnet.h5 --out taken.safetensors", 1, /^taken\.safetensors is there already; pass another --out, or move it away$/],
      ["convnet.h5 --labels a,b", 2, /^2 class names came, but the network of convnet\.h5 tells 10 classes apart$/],
      ["convnet.h5 --labels 0,1,2,3,4,5,6,7,8,8", 2, /^import: class names are to differ, .*, got "8"$/],
      ["convnet.h5 --labels 0,1,2,3,4,5,6,7,8,", 2, /^import: class names are .* no blank .*, got ""$/],
      ["convnet.h5 --labels 0,1,2,3,4,5,6,7,8,9\u0007", 2, /^import: class names are .* no control characters, got "9\\u0007"$/],
      ["convnet.h5 --out new.onnx", 2, /^--out new\.onnx: what is written is a model file; pass a name that ends in \.safetensors$/],
      ["convnet.h5 --mean 1e39", 2, /a std above 0 are wanted/],
      ["convnet.h5 --scale 3", 2, /argument '3' is invalid; two numbers as in 0\.\.255 are wanted$/],
      ["convnet.h5 --std 0", 2, /a std above 0 are wanted/],
      ["convnet.h5 --mean ink", 2, /argument 'ink' is invalid; a number is wanted$/],
    ];
    for (const [args, code, sentence] of refused) {
      const outcome = await call(["import", ...args.split(" ")]);
      expect([outcome.code, outcome.out]).toEqual([code, ""]);
      expect(outcome.err.replace(/^tenfold: |\n$/g, "")).toMatch(sentence);
    }
    expect(await readFile("taken.safetensors", "utf8")).toBe("mine");
  });

  it("is what other commands propose for such a file", async () => {
    const { code, err } = await call(["evaluate", "normalized.onnx"]);
    expect([code, err]).toEqual([
      1,
      "tenfold: normalized.onnx is another program's model; make one of Tenfold's with tenfold import first\n",
    ]);
  });
});
