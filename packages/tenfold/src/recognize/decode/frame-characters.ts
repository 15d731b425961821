import { LINE_CLASSES, SIGNS } from "../../data/class-names.js";
import type { Frames } from "../../losses/ctc.js";

/** The class of the first sign; digits come before, and the blank. */
const FIRST_SIGN = LINE_CLASSES.length - SIGNS.length;

/** Whether frames tell signs, too: those of older networks know digits alone. */
export function knowsSigns({ classes }: Pick<Frames, "classes">): boolean {
  return classes > FIRST_SIGN;
}

/** The classes of a text's characters, in order, as far as frames know them: digits, and signs where they know these. */
export function classesIn(text: string, { classes }: Pick<Frames, "classes">): number[] {
  return Array.from(text, (character) => classOf(character)).filter((one) => one >= 0 && one < Math.max(classes, 10));
}

/** The class of a digit or a sign, -1 of what no frame knows. Capitals count as small letters: crosses are written as either. */
export function classOf(character: string): number {
  if (character >= "0" && character <= "9") return Number(character);
  const sign = SIGNS.indexOf(character.toLowerCase());
  return sign < 0 ? -1 : FIRST_SIGN + sign;
}

/** What a class other than the blank is written as. */
export function characterOf(one: number): string {
  return LINE_CLASSES[one] as string;
}

/** The same frames, to which some signs are nothing: the blank has what these had. Frames of digits alone as they are. */
export function framesWithout(frames: Frames, signs: readonly string[]): Frames {
  if (!knowsSigns(frames)) return frames;
  const { classes, blank } = frames;
  const gone = signs.map(classOf).filter((one) => one >= 0 && one < classes);
  const left = Float64Array.from(frames.probabilities);
  for (let row = 0; row < frames.frames * classes; row += classes) {
    for (const one of gone) {
      left[row + blank] = (left[row + blank] as number) + (left[row + one] as number);
      left[row + one] = 0;
    }
  }
  return { probabilities: left, frames: frames.frames, classes, blank };
}
