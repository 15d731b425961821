import type { Judged } from "../judge-in-full.js";
import { isCount, isMeasure, isNumber, isRecord, isText } from "./json-checks.js";

/** Whether a value has every part that a report takes from a full evaluation, each of its kind. */
export function isJudged(value: unknown): value is Judged {
  if (!isRecord(value)) return false;
  const { calibration, rejection, imagesPerSecond, robustness } = value;
  return (
    isMeasure(imagesPerSecond) &&
    isCalibration(calibration) &&
    isRejection(rejection) &&
    (robustness === undefined || isRobustness(robustness))
  );
}

function isCalibration(value: unknown): boolean {
  return (
    isRecord(value) &&
    isScores(value.before) &&
    isMeasure(value.temperature) &&
    isCount(value.fittedOn) &&
    (value.after === null || isScores(value.after)) &&
    isListOf(isText)(value.notes)
  );
}

function isScores(value: unknown): boolean {
  return isRecord(value) && isMeasure(value.ece) && isNumber(value.brier) && isNumber(value.nll) && isListOf(isBin)(value.bins);
}

function isBin(value: unknown): boolean {
  return (
    isRecord(value) &&
    [value.from, value.to].every(isNumber) &&
    isCount(value.count) &&
    [value.confidence, value.accuracy].every(isMeasure) &&
    (value.interval === null || (isListOf(isNumber)(value.interval) && value.interval.length === 2))
  );
}

function isRejection(value: unknown): boolean {
  return (
    isRecord(value) &&
    isNumber(value.aurc) &&
    isListOf(isReadRate)(value.readRates) &&
    isListOf(isPoint)(value.curve) &&
    isListOf(isText)(value.notes)
  );
}

function isReadRate(value: unknown): boolean {
  return (
    isRecord(value) &&
    isNumber(value.error) &&
    [value.readRate, value.threshold].every(isMeasure) &&
    [value.answered, value.wrong].every(isCount)
  );
}

function isPoint(value: unknown): boolean {
  return isRecord(value) && [value.threshold, value.coverage, value.risk].every(isNumber) && [value.answered, value.wrong].every(isCount);
}

function isRobustness(value: unknown): boolean {
  return (
    isRecord(value) &&
    isCount(value.count) &&
    [value.severity, value.clean, value.mean].every(isNumber) &&
    isListOf(isCorruption)(value.corruptions) &&
    value.corruptions.length > 0
  );
}

function isCorruption(value: unknown): boolean {
  return isRecord(value) && isText(value.name) && isNumber(value.accuracy);
}

function isListOf(check: (entry: unknown) => boolean): (value: unknown) => value is readonly unknown[] {
  return (value): value is readonly unknown[] => Array.isArray(value) && value.every(check);
}
