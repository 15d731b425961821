import { FormatError } from "tenfold";
import { writeAside } from "tenfold/node";
import type { TextEvaluation } from "tenfold/recognize";
import { isCount, isNumber, isRecord, isText } from "../files/json-checks.js";
import { asJson, readJson } from "../files/json-file.js";
import type { RunFolder } from "./run-folder.js";

/** `evaluation.json` of a run on texts: what `tenfold evaluate --json` prints, too. */
export async function writeTextEvaluation(run: RunFolder, evaluation: TextEvaluation): Promise<void> {
  await writeAside(run.evaluation, asJson(evaluation));
}

/** @throws FormatError when the file is damaged */
export async function readTextEvaluation(path: string): Promise<TextEvaluation> {
  const document = await readJson(path);
  if (!isTextEvaluation(document)) throw new FormatError(`${path} is no evaluation of strings; restore it`);
  return document;
}

function isTextEvaluation(value: unknown): value is TextEvaluation {
  if (!isRecord(value)) return false;
  const { count, loss, accuracy, characters, characterErrorRate, byLength, mistakes } = value;
  return (
    [count, characters].every(isCount) &&
    [loss, accuracy, characterErrorRate].every(isNumber) &&
    Array.isArray(byLength) &&
    byLength.every(isLengthScore) &&
    Array.isArray(mistakes) &&
    mistakes.every(isMistake)
  );
}

function isLengthScore(value: unknown): boolean {
  return isRecord(value) && [value.length, value.count, value.right].every(isCount);
}

function isMistake(value: unknown): boolean {
  return isRecord(value) && isCount(value.row) && [value.text, value.read].every(isText);
}
