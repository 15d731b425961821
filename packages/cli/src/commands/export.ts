import { jsonLine } from "tenfold-works";
import { type Command, oneOf, shared } from "./command.js";

export interface ExportOptions {
  readonly model: string;
  readonly format: "onnx" | "safetensors";
  readonly out?: string;
  readonly logits?: boolean;
  readonly floats?: boolean;
  readonly half?: boolean;
  readonly json?: boolean;
}

export const exportModel: Command<ExportOptions> = {
  details: `ONNX files run without Tenfold. They take images, uint8 [batch, 28, 28, 1] with ink 255, divide them by 255 themselves, and \
give probabilities, float32 [batch, classes]. Their metadata names the architecture and the classes.

safetensors is Tenfold's own form; --half stores the kernels in 16 bits, about half the bytes.

--json prints { file, format, bytes }.`,
  arguments: ["a run folder or a model file"],
  options: [
    { notation: "--format <name>", description: "onnx or safetensors (default: onnx)", parse: oneOf("onnx", "safetensors") },
    { notation: "--out <file>", description: "where to write (default: the model's name with another ending)" },
    { notation: "--logits", description: "onnx: give logits in place of probabilities" },
    { notation: "--floats", description: "onnx: take float32 images with ink 1 in place of bytes" },
    { notation: "--half", description: "safetensors: kernels in half precision" },
    shared.json,
  ],
  examples: [
    ["export runs/quick-1", "runs/quick-1/model.onnx, for onnxruntime"],
    ["export runs/quick-1 --format safetensors --half --out quick.safetensors", "a model file of half the size"],
  ],
  async run({ model: path, format = "onnx", out, logits, floats, half, json }, host) {
    const { encodeModel } = await import("tenfold");
    const { UsageError } = await import("tenfold/errors");
    const { besideModel, readModel } = await import("tenfold-works/models");
    const { refuseOtherEnding, writeNew } = await import("tenfold-works/files");
    const foreign = format === "onnx" ? { "--half": half } : { "--logits": logits, "--floats": floats };
    for (const [option, given] of Object.entries(foreign)) {
      if (given) throw new UsageError(`${option} says nothing about ${format}; leave it out, or pass another --format`);
    }
    if (out !== undefined) refuseOtherEnding("--out", out, format === "onnx" ? "onnx" : "model", ", or another --format");
    const model = await readModel(path);
    const file = out ?? (await besideModel(path, half ? ".half.safetensors" : `.${format}`));
    const bytes =
      format === "safetensors"
        ? encodeModel(model, model.metadata, { half: half === true })
        : await (await import("tenfold/onnx")).encodeOnnx(model, {
            input: floats ? "floats" : "bytes",
            output: logits ? "logits" : "probabilities",
          });
    await writeNew(file, bytes);
    host.out(json ? jsonLine({ file, format, bytes: bytes.length }) : `${file}: ${bytes.length.toLocaleString("en-US")} bytes\n`);
  },
};
