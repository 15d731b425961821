// onnxruntime's native build, with the ONNX file of the same model.

import * as ort from "onnxruntime-node";
import { job } from "../parts/job.js";
import { tellSession } from "./onnx-session.js";

const work = job();
await tellSession(ort, work, { intraOpNumThreads: work.threads, interOpNumThreads: 1 });
