import { type ClassScore, decodeResume, type EpochRecord, type Evaluation, FormatError } from "tenfold";
import { readBytes, writeAside } from "tenfold/node";
import type { Judged } from "../judge-in-full.js";
import type { TeachersJudged } from "../report/report-data.js";
import { isJudged } from "./full-checks.js";
import { isCount, isMeasure, isNumber, isRecord, isText } from "./json-checks.js";
import { asJson, type RunConfig, readConfig, readJson } from "./run-config.js";
import { exists, type RunFolder } from "./run-folder.js";
import { readTeachersJudged } from "./teachers-judged.js";

/** What a run came to. */
export interface RunResult {
  readonly config: RunConfig;
  readonly history: readonly EpochRecord[];
  /** Why training ended before its last epoch. */
  readonly stopped?: string;
  /** Absent when the test images were left alone. */
  readonly evaluation?: Evaluation;
  /** What accuracy alone hides, on the same images. */
  readonly full?: Judged;
  /** How its teachers do on the same images; of a distilled run only. */
  readonly teachers?: TeachersJudged;
}

/** `evaluation.json`: what `tenfold evaluate --full --json` prints, too. */
export async function writeEvaluation(run: RunFolder, evaluation: Evaluation, full: Judged): Promise<void> {
  await writeAside(
    run.evaluation,
    asJson({ ...evaluation, full }).replace(NUMBERS, (list) => list.replace(/\s+/g, " ")),
  );
}

/** A list of numbers: a map or a row of a matrix reads better, and is a third as long, on one line. Between quotes there is no line feed. */
const NUMBERS = /\[\n[-+.,\d\seul]*\]/g;

/**
 * Reads what a run came to from its files.
 *
 * @throws InputError when a file is missing
 * @throws FormatError when one is damaged
 */
export async function readResult(run: RunFolder): Promise<RunResult> {
  const stopped = (await exists(run.resume)) ? decodeResume(await readBytes(run.resume), run.resume).ended : null;
  return {
    config: await readConfig(run),
    history: await readHistory(run.history),
    ...(stopped !== null && { stopped }),
    ...((await exists(run.evaluation)) && (await readEvaluation(run.evaluation))),
    ...((await exists(run.teachers)) && { teachers: await readTeachersJudged(run.teachers) }),
  };
}

/** @throws FormatError when the file is damaged */
export async function readHistory(path: string): Promise<readonly EpochRecord[]> {
  const history = await readJson(path);
  if (!isHistory(history)) throw new FormatError(`${path} is no list of epochs; restore it`);
  return history;
}

async function readEvaluation(path: string): Promise<Pick<RunResult, "evaluation" | "full">> {
  const document = await readJson(path);
  if (!isEvaluation(document)) throw new FormatError(`${path} is no evaluation; restore it`);
  const { full, ...evaluation } = document as Evaluation & { readonly full?: unknown };
  if (full === undefined) return { evaluation };
  if (!isJudged(full)) throw new FormatError(`${path} holds no full evaluation under "full"; write it anew with tenfold evaluate --full`);
  return { evaluation, full };
}

function isHistory(value: unknown): value is readonly EpochRecord[] {
  return Array.isArray(value) && value.every(isEpoch);
}

function isEpoch(value: unknown): value is EpochRecord {
  if (!isRecord(value)) return false;
  const { epoch, loss, learning_rate, seconds, images_per_second, ...measures } = value;
  return [epoch, loss, learning_rate, seconds, images_per_second].every(isNumber) && Object.values(measures).every(isMeasure);
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
