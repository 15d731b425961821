import { type EpochRecord, FormatError } from "tenfold";
import { isMeasure, isNumber, isRecord } from "../files/json-checks.js";
import { readJson } from "../files/json-file.js";

/** @throws FormatError when the file is damaged */
export async function readHistory(path: string): Promise<readonly EpochRecord[]> {
  const history = await readJson(path);
  if (!isHistory(history)) throw new FormatError(`${path} is no list of epochs; restore it`);
  return history;
}

function isHistory(value: unknown): value is readonly EpochRecord[] {
  return Array.isArray(value) && value.every(isEpoch);
}

function isEpoch(value: unknown): value is EpochRecord {
  if (!isRecord(value)) return false;
  const { epoch, loss, learning_rate, seconds, images_per_second, ...measures } = value;
  return [epoch, loss, learning_rate, seconds, images_per_second].every(isNumber) && Object.values(measures).every(isMeasure);
}
