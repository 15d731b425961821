import { decodeSafetensors, encodeSafetensors, FormatError, type Predictions } from "tenfold";
import { readBytes, writeAside } from "tenfold/node";
import type { StudyRun } from "./study-folder.js";

const FORMAT = "tenfold predictions";
const VERSION = "1";

/**
 * Keeps what a run said of the test images: a safetensors file with "probabilities" `[count, classes]`, in the images' order.
 *
 * @param probabilities `[count, classes]`
 */
export async function writePredictions({ predictions }: StudyRun, probabilities: Float32Array, classes: number): Promise<void> {
  const tensor = { shape: [probabilities.length / classes, classes], data: probabilities };
  await writeAside(predictions, encodeSafetensors({ probabilities: tensor }, { format: FORMAT, format_version: VERSION }));
}

/**
 * @param labels of the test images
 * @throws FormatError when the file is damaged, or of other images
 */
export async function readPredictions({ predictions: path, outcome }: StudyRun, labels: Uint8Array, classes: number): Promise<Predictions> {
  const { tensors, metadata } = decodeSafetensors(await readBytes(path), path);
  const { probabilities } = tensors;
  if (metadata.format !== FORMAT || metadata.format_version !== VERSION || !probabilities) {
    throw new FormatError(`${path} holds no predictions of this version of Tenfold; ${remedy(outcome)}`);
  }
  const { shape, data } = probabilities;
  if (shape.length !== 2 || shape[0] !== labels.length || shape[1] !== classes) {
    throw new FormatError(
      `${path} holds predictions [${shape.join(", ")}], the test images want [${labels.length}, ${classes}]; ${remedy(outcome)}`,
    );
  }
  return { probabilities: data, labels, classes };
}

function remedy(outcome: string): string {
  return `remove ${outcome}, and the study judges the run again`;
}
