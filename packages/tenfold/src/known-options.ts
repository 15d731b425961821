import { UsageError } from "./errors.js";
import { spellingAdvice } from "./nearest-word.js";
import { refuseCame } from "./what-came.js";

/**
 * Refuses options that are no object, or one that is misspelt: it would change nothing, without a word. One that is undefined is as one that is not there.
 *
 * @param who the call, as errors name it
 * @param known the names of its options
 * @throws UsageError
 */
export function checkOptions(who: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    refuseCame(`${who}: options`, options, `an object with ${known.slice(0, 4).join(", ")}`);
  }
  const strange = Object.keys(options).find((name) => !known.includes(name) && (options as Record<string, unknown>)[name] !== undefined);
  if (strange !== undefined)
    throw new UsageError(`${who} has no option "${strange}"; ${spellingAdvice(strange, known, `it takes ${known.join(", ")}`)}`);
}
