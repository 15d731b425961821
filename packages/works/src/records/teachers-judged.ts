import { FormatError } from "tenfold";
import { isCount, isMeasure, isRecord } from "../files/json-checks.js";
import { readJson } from "../files/json-file.js";
import type { RunConfig } from "./run-config.js";

/** How the teachers of a distilled run do together on the images that judge their student. */
export interface TeachersJudged {
  readonly validation: TeachersScore;
  /** Absent when the test images were left alone. */
  readonly test?: TeachersScore;
}

/** Of the mean of their probabilities, each at its own temperature. */
export interface TeachersScore {
  readonly count: number;
  readonly accuracy: number;
  readonly loss: number;
}

/** The same with who they are: the names of their architectures. */
export interface TeachersOfRun extends TeachersJudged {
  readonly names: readonly string[];
}

/** The same with who they are. */
export function teachersOf({ distillation }: RunConfig, judged: TeachersJudged): TeachersOfRun {
  return { ...judged, names: distillation?.teachers.map(({ name }) => name) ?? [] };
}

/** @throws FormatError when the file is damaged */
export async function readTeachersJudged(path: string): Promise<TeachersJudged> {
  const judged = await readJson(path);
  if (!isTeachersJudged(judged)) throw new FormatError(`${path} does not tell how the teachers did; restore it`);
  return judged;
}

function isTeachersJudged(value: unknown): value is TeachersJudged {
  return isRecord(value) && isScore(value.validation) && (value.test === undefined || isScore(value.test));
}

function isScore(value: unknown): value is TeachersScore {
  return isRecord(value) && isCount(value.count) && [value.accuracy, value.loss].every(isMeasure);
}
