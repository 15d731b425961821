import { InvalidArgumentError } from "commander";
import { jsonLine } from "tenfold-works";
import { printable } from "../terminal/printable.js";
import { type Command, shared } from "./command.js";

export interface ImportModelOptions {
  readonly file: string;
  readonly out?: string;
  readonly scale?: readonly [paper: number, ink: number];
  readonly mean?: number;
  readonly std?: number;
  readonly labels?: readonly string[];
  readonly json?: boolean;
}

export const importModel: Command<ImportModelOptions> = {
  details: `Reads .onnx files, as PyTorch exports them, with the .onnx.data beside them, and models that Keras saved as .keras \
or .h5, as far as they are made of layers that Tenfold has. The result is a model file for every other command.

Which numbers a network was trained on is in no such file. Unless --scale, --mean and --std tell, paper is taken for 0 and ink for 1, or \
255 where the network itself begins by dividing or takes bytes; what was taken is said.

--json prints { file, network, classes, source, range }.`,
  arguments: ["an .onnx, .keras or .h5 file"],
  options: [
    { notation: "--out <file>", description: "where to write (default: the file's name with .safetensors)" },
    { notation: "--scale <paper..ink>", description: "what paper and ink were in training: 0..1, 0..255, -1..1, 1..0", parse: range },
    { notation: "--mean <x>", description: "what was then taken off, as by torchvision's Normalize", parse: number },
    { notation: "--std <x>", description: "what it was then divided by", parse: number },
    { notation: "--labels <names>", description: "what the classes mean, with commas between (default: 0,1,2,...)", parse: names },
    shared.json,
  ],
  examples: [
    ["import mnist_cnn.onnx --mean 0.1307 --std 0.3081", "PyTorch's MNIST example, exported"],
    ["import convnet.keras --out convnet.safetensors", "a Keras model trained on x / 255"],
  ],
  async run({ file, out, scale, mean, std, labels, json }, host) {
    const { encodeModel } = await import("tenfold");
    const { readForeign, stemOf } = await import("tenfold-works/models");
    const { refuseOtherEnding, writeNew } = await import("tenfold-works/files");
    if (out !== undefined) refuseOtherEnding("--out", out, "model");
    const said = { range: scale, mean, std, classNames: labels };
    const model = await readForeign(file, Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)));
    const target = out ?? `${stemOf(file)}.safetensors`;
    await writeNew(target, encodeModel(model, model.metadata));
    const { imported_from: source = "", imported_range: range = "", imported_notice: notice } = model.metadata;
    const classes = model.classNames.length;
    if (notice) host.tell(`${file}: ${notice}`);
    if (json) host.out(jsonLine({ file: target, network: model.network.name, classes, source, range }));
    else host.out(printable(`${target}: ${model.network.name} from ${source}, ${classes} classes, ${range}`).concat("\n"));
  },
};

/** "-1..1" */
function range(text: string): readonly [number, number] {
  const [paper, ink, ...more] = text.split("..").map(number);
  if (paper === undefined || ink === undefined || more.length > 0 || paper === ink)
    throw new InvalidArgumentError("two numbers as in 0..255 are wanted");
  return [paper, ink];
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("a number is wanted");
  return value;
}

function names(text: string): readonly string[] {
  return text.split(",").map((name) => name.trim());
}
