import { InputError } from "tenfold/errors";
import { type PlainSettings, settingsFrom } from "tenfold-works/reading";
import { ProblemError } from "../answers/problem.js";
import { optionNames } from "../schemas/read-query.js";

/** Options as they came, as plain data that may be kept. */
export type AskedOptions = PlainSettings;

/**
 * The options of a request, in its query, or whatever else `place` says, or its parts, each checked by itself so that the one that is wrong is named.
 *
 * @throws ProblemError that points at it
 */
export async function askedOptions(
  query: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, string>> = {},
  place = "query",
): Promise<AskedOptions> {
  const asked: Record<string, unknown> = {};
  for (const name of Object.keys(parts)) {
    if (!optionNames.some((one) => one === name))
      throw new ProblemError(422, `the part "${name}" is unknown; there are ${optionNames.join(", ")}`, `#/body/${name}`);
  }
  for (const name of optionNames) {
    const [given, pointer] = [parts[name] ?? query[name], placeOf(name, parts, place)];
    if (given === undefined) continue;
    const value = await checked(name, given, pointer);
    asked[name] = value;
  }
  if (asked.field !== undefined && asked.template !== undefined) {
    throw new ProblemError(422, "field and template exclude each other: a template says each field's kind", placeOf("field", parts, place));
  }
  const { hand, writer } = asked;
  if (hand === "many") {
    await settingsFrom({ hand, writer }).catch((error: unknown): never => {
      throw error instanceof InputError ? new ProblemError(422, error.message, placeOf("hand", parts, place)) : error;
    });
  }
  return asked;
}

/** Where in a request an option stands. */
export function placeOf(name: (typeof optionNames)[number], parts: Readonly<Record<string, string>>, place = "query"): string {
  return `#/${parts[name] === undefined ? place : "body"}/${name}`;
}

async function checked(name: (typeof optionNames)[number], given: unknown, pointer: string): Promise<unknown> {
  const value = meant(name, given, pointer);
  try {
    await settingsFrom({ [name]: value });
    return value;
  } catch (error) {
    if (error instanceof InputError) throw new ProblemError(422, error.message, pointer);
    throw error;
  }
}

/** Text as what it means: numbers, and JSON where it looks like it. */
function meant(name: (typeof optionNames)[number], given: unknown, pointer: string): unknown {
  if (typeof given !== "string") return given;
  if (name === "maxError") return Number(given);
  if (!given.trimStart().startsWith("{")) return given;
  try {
    const value = JSON.parse(given) as unknown;
    if (!isKeepable(given)) throw new ProblemError(422, `${name} holds signs that are none: zero bytes, or halves of a sign`, pointer);
    return value;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(422, `${name} looks like JSON and is none`, pointer);
  }
}

/** Whether a database can keep a JSON text: it knows no zero byte, and no half of a surrogate pair. */
function isKeepable(text: string): boolean {
  return !/\\u0000/i.test(text) && !text.includes("\0") && !/[\ud800-\udfff]/u.test(text) && !/\\ud[89a-f]/i.test(text);
}
