// onnxruntime's native build, with its own 8 bits. Python's onnxruntime makes the file (quantize-onnx.py).

import { existsSync } from "node:fs";
import * as ort from "onnxruntime-node";
import { job } from "../parts/job.js";
import { tellSession } from "./onnx-session.js";

const work = job();
const onnxPath = work.onnxPath.replace(/\.onnx$/, ".int8.onnx");
if (!existsSync(onnxPath)) throw new Error("there is no quantized file: no Python here has onnx and onnxruntime");
await tellSession(ort, { ...work, onnxPath }, { intraOpNumThreads: work.threads, interOpNumThreads: 1 });
