import { UsageError } from "../errors.js";
import { spellingAdvice } from "../nearest-word.js";

/**
 * How long a reader looks: "fast" once at each line and digit, "usual" at three other views of a line, too, and four of a digit
 * that stands by itself, "thorough" at six of a line. More looks read more right, and are
 * surer of it; each effort has a calibration of its own.
 */
export type Effort = "fast" | "usual" | "thorough";

/** In how many other views lines are seen, and digits that stand each by itself. */
interface Views {
  readonly lines: number;
  readonly digits: number;
}

const VIEWS: Readonly<Record<Effort, Views>> = {
  fast: { lines: 0, digits: 0 },
  usual: { lines: 3, digits: 4 },
  thorough: { lines: 6, digits: 4 },
};

export const efforts: readonly Effort[] = ["fast", "usual", "thorough"];

/** @throws UsageError when it is no effort */
export function viewsOf(who: string, effort: Effort): Views {
  const views = Object.hasOwn(VIEWS, effort) ? VIEWS[effort] : undefined;
  if (views !== undefined) return views;
  throw new UsageError(
    `${who}: effort is ${JSON.stringify(effort)}; ${spellingAdvice(String(effort), efforts, `one of ${efforts.join(", ")} is wanted`)}`,
  );
}

/**
 * The effort that is asked for; unless told that at which an own calibration was fitted, else "usual".
 *
 * @throws UsageError when it is none, or another than the calibration's
 */
export function effortOf(who: string, asked: Effort | undefined, fitted: string | undefined): Effort {
  const effort = asked ?? (fitted as Effort | undefined) ?? "usual";
  viewsOf(who, effort);
  if (fitted === undefined || effort === fitted) return effort;
  throw new UsageError(
    `${who}: the calibration was fitted at the effort "${fitted}", and effort is "${effort}"; leave it out, or calibrate again at it`,
  );
}
