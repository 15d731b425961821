// Both builds of onnxruntime are asked in the same way.

import { readFileSync } from "node:fs";
import { tellInference } from "../parts/job.js";

export async function tellSession(ort, work, options) {
  const session = await ort.InferenceSession.create(readFileSync(work.onnxPath), { graphOptimizationLevel: "all", ...options });
  await tellInference(work, async (pictures) => {
    const { probabilities } = await session.run({ images: new ort.Tensor("float32", pictures, [pictures.length / 784, 28, 28, 1]) });
    return probabilities.data;
  });
  await session.release();
}
