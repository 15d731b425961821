import { type ClassScore, type Evaluation, FormatError } from "tenfold";
import { writeAside } from "tenfold/node";
import { isCount, isMeasure, isRecord, isText } from "../files/json-checks.js";
import { asJson, readJson } from "../files/json-file.js";
import { isJudged } from "./full-checks.js";
import type { Judged } from "./judged.js";
import type { RunFolder } from "./run-folder.js";

/** `evaluation.json`: what `tenfold evaluate --full --json` prints, too. */
export async function writeEvaluation(run: RunFolder, evaluation: Evaluation, full: Judged): Promise<void> {
  await writeAside(
    run.evaluation,
    asJson({ ...evaluation, full }).replace(NUMBERS, (list) => list.replace(/\s+/g, " ")),
  );
}

/** A list of numbers: a map or a row of a matrix reads better, and is a third as long, on one line. Between quotes there is no line feed. */
const NUMBERS = /\[\n[-+.,\d\seul]*\]/g;

/** @throws FormatError when the file is damaged */
export async function readEvaluation(path: string): Promise<{ evaluation: Evaluation; full?: Judged }> {
  const document = await readJson(path);
  if (!isEvaluation(document)) throw new FormatError(`${path} is no evaluation; restore it`);
  const { full, ...evaluation } = document as Evaluation & { readonly full?: unknown };
  if (full === undefined) return { evaluation };
  if (!isJudged(full)) throw new FormatError(`${path} holds no full evaluation under "full"; write it anew with tenfold evaluate --full`);
  return { evaluation, full };
}

function isEvaluation(value: unknown): value is Evaluation {
  if (!isRecord(value)) return false;
  const { count, loss, accuracy, confusion, perClass } = value;
  return (
    isCount(count) &&
    [loss, accuracy].every(isMeasure) &&
    Array.isArray(perClass) &&
    perClass.length > 0 &&
    perClass.every(isClassScore) &&
    isSquare(confusion, perClass.length)
  );
}

function isClassScore(value: unknown): value is ClassScore {
  if (!isRecord(value)) return false;
  const { label, support, precision, recall, f1 } = value;
  return isText(label) && isCount(support) && [precision, recall, f1].every(isMeasure);
}

function isSquare(value: unknown, side: number): boolean {
  return (
    Array.isArray(value) && value.length === side && value.every((row) => Array.isArray(row) && row.length === side && row.every(isCount))
  );
}
