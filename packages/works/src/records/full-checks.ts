import { isCount, isMeasure, isNumber, isRecord, isText } from "../files/json-checks.js";
import type { Judged } from "./judged.js";

/** Whether a value has every part that a report takes from a full evaluation, each of its kind. */
export function isJudged(value: unknown): value is Judged {
  if (!isRecord(value)) return false;
  const { calibration, rejection, imagesPerSecond, robustness, outOfDistribution, writers, explanations, notes } = value;
  return (
    isMeasure(imagesPerSecond) &&
    isCalibration(calibration) &&
    isRejection(rejection) &&
    orNull(isRobustness)(robustness) &&
    orNull(isOutOfDistribution)(outOfDistribution) &&
    orNull(isWriters)(writers) &&
    orNull(isExplanations)(explanations) &&
    isListOf(isText)(notes)
  );
}

function isCalibration(value: unknown): boolean {
  return (
    isRecord(value) &&
    isScores(value.before) &&
    isMeasure(value.temperature) &&
    isCount(value.fittedOn) &&
    orNull(isScores)(value.after) &&
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
    orNull(isInterval)(value.interval)
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
    value.corruptions.length > 0 &&
    (value.among === undefined || isAmong(value.among))
  );
}

function isAmong(value: unknown): boolean {
  return isRecord(value) && isListOf(isText)(value.classes) && [value.clean, value.mean].every(isNumber);
}

function isCorruption(value: unknown): boolean {
  return isRecord(value) && isText(value.name) && isNumber(value.accuracy);
}

const SCORES = ["softmax", "energy", "mahalanobis"];

function isOutOfDistribution(value: unknown): boolean {
  return (
    isRecord(value) &&
    orNull((decides) => isRecord(decides) && SCORES.includes(String(decides.score)) && isNumber(decides.accepted))(value.decides) &&
    isMeasure(value.acceptedTest) &&
    isListOf(isOtherThings)(value.others) &&
    isListOf(isText)(value.notes)
  );
}

function isOtherThings(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { name, count, passed, scores } = value;
  return (
    isText(name) && isCount(count) && isMeasure(passed) && isRecord(scores) && SCORES.every((score) => orNull(isSeparation)(scores[score]))
  );
}

function isSeparation(value: unknown): boolean {
  return isRecord(value) && [value.auroc, value.fpr95].every(isNumber);
}

function isWriters(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { images, writers, flawless, meanError, sd, sdByChance, worst, all, notes } = value;
  return (
    [images, writers, flawless].every(isCount) &&
    [meanError, sdByChance].every(isNumber) &&
    isMeasure(sd) &&
    isListOf(isWriter)(worst) &&
    isListOf(isWriter)(all) &&
    all.length > 0 &&
    isListOf(isText)(notes)
  );
}

function isWriter(value: unknown): boolean {
  return isRecord(value) && [value.writer, value.count, value.wrong].every(isCount) && isNumber(value.error) && isInterval(value.interval);
}

function isExplanations(value: unknown): boolean {
  return isRecord(value) && orNull(isFilters)(value.filters) && [value.mistakes, value.doubtfulHits].every(isListOf(isExplained));
}

function isFilters(value: unknown): boolean {
  return (
    isRecord(value) &&
    isText(value.layer) &&
    [value.height, value.width, value.channels].every(isCount) &&
    isListOf(isListOf(isNumber))(value.filters)
  );
}

function isExplained(value: unknown): boolean {
  return (
    isRecord(value) &&
    [value.index, value.label, value.predicted].every(isCount) &&
    isNumber(value.confidence) &&
    isListOf((entry) => isRecord(entry) && isCount(entry.label) && isNumber(entry.probability))(value.top3) &&
    orNull(isMap)(value.gradCam) &&
    isMap(value.occlusion)
  );
}

/** The largest image that a map may lie on, in pixels each way. */
const LARGEST = 256;

function isMap(value: unknown): boolean {
  return isListOf((row) => isListOf(isNumber)(row) && row.length <= LARGEST)(value) && value.length <= LARGEST;
}

function isInterval(value: unknown): boolean {
  return isListOf(isNumber)(value) && value.length === 2;
}

function orNull(check: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => value === null || check(value);
}

function isListOf(check: (entry: unknown) => boolean): (value: unknown) => value is readonly unknown[] {
  return (value): value is readonly unknown[] => Array.isArray(value) && value.every(check);
}
