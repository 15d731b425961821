// onnxruntime's WebAssembly build, with the ONNX file of the same model.

import * as ort from "onnxruntime-web";
import { job } from "../parts/job.js";
import { tellSession } from "./onnx-session.js";

const work = job();
ort.env.wasm.numThreads = work.threads;
await tellSession(ort, work, { executionProviders: ["wasm"] });
process.exit(0); // its threads would keep the process alive
