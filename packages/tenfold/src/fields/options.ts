import { UsageError } from "../errors.js";

/** What a field's description says beside its kind: data of anybody's making, to be checked before use. */
export type Options = Readonly<Record<string, unknown>>;

/** A whole number among the options, `otherwise` where it is not given. */
export function wholeNumber(kind: string, options: Options, name: string, range: readonly [number, number], otherwise: number): number {
  const given = options[name];
  if (given === undefined) return otherwise;
  if (isWhole(given, range)) return given;
  throw new UsageError(`field ${kind}: ${name} is a whole number from ${range[0]} to ${range[1]}, not ${asJson(given)}`);
}

/** One of several words among the options, `otherwise` where it is not given. */
export function oneWord<Word extends string>(kind: string, options: Options, name: string, words: readonly Word[], otherwise: Word): Word {
  const given = options[name];
  if (given === undefined) return otherwise;
  const word = words.find((known) => known === given);
  if (word !== undefined) return word;
  throw new UsageError(`field ${kind}: ${name} is ${words.map((known) => JSON.stringify(known)).join(" or ")}, not ${asJson(given)}`);
}

/** True or false among the options, false where it is not given. */
export function flag(kind: string, options: Options, name: string): boolean {
  const given = options[name];
  if (given === undefined || typeof given === "boolean") return given ?? false;
  throw new UsageError(`field ${kind}: ${name} is true or false, not ${asJson(given)}`);
}

/** A list of whole numbers among the options, nothing where it is not given. */
export function wholeNumbers(
  kind: string,
  options: Options,
  name: string,
  { count, range }: { count: readonly [number, number]; range: readonly [number, number] },
): readonly number[] | undefined {
  const given = options[name];
  if (given === undefined) return undefined;
  const isList = Array.isArray(given) && given.length >= count[0] && given.length <= count[1];
  if (isList && given.every((value) => isWhole(value, range))) return given;
  const many = count[0] === count[1] ? `${count[0]}` : `${count[0]} to ${count[1]}`;
  throw new UsageError(`field ${kind}: ${name} is a list of ${many} whole numbers from ${range[0]} to ${range[1]}, not ${asJson(given)}`);
}

function isWhole(value: unknown, [least, most]: readonly [number, number]): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** What came, as it would stand in JSON, cut to a length that a message bears. */
export function asJson(given: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(given);
  } catch {
    // as a circle of objects or a bigint, which JSON does not have
  }
  text ??= String(given);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
