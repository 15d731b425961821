import { DIGITS, LINE_CLASSES, READING_CLASSES, SIGNS } from "../../data/class-names.js";
import { UsageError } from "../../errors.js";
import type { ModelFile } from "../../model/files/model-file.js";
import { frameCount } from "../../model/network/sequential.js";
import { STRIP_HEIGHT } from "../lines/line-strip.js";

const BEHIND = `the signs ${SIGNS.join(" ")} behind them`;

/** @throws UsageError when a network is not one that tells the ten digits, what is none of them and, behind these, signs apart */
export function refuseOtherNetwork({ network, classNames }: ModelFile): void {
  if (isLike(classNames, READING_CLASSES)) return;
  throw new UsageError(
    `loadReader: "${network.name}" tells ${classNames.length} classes apart; a reader's network knows the ten digits, "none" and ${BEHIND}, ` +
      'as one trained by the preset "reader" does',
  );
}

/** @throws UsageError when a network is not one that reads lines whole */
export function refuseOtherLineNetwork({ network, classNames }: ModelFile): void {
  if (isLike(classNames, LINE_CLASSES) && frameCount(network) > 1 && network.input[0] === STRIP_HEIGHT && network.input[2] === 1) return;
  throw new UsageError(
    `loadReader: "${network.name}" is no network for lines, which takes gray strips ${STRIP_HEIGHT} pixels high and knows the ten digits, ` +
      `the blank and ${BEHIND}`,
  );
}

/** Digits, a class behind them whatever it is called, and the first of the signs or none: networks may be older than a sign. */
function isLike(classNames: readonly string[], wanted: readonly string[]): boolean {
  const isKnown = (name: string, at: number): boolean => at === DIGITS.length || name === wanted[at];
  return classNames.length > DIGITS.length && classNames.length <= wanted.length && classNames.every(isKnown);
}
