import { InputError } from "tenfold/errors";
import type { WriterContext } from "tenfold/recognize";
import type { PlainSettings } from "tenfold-works/reading";
import type { Queries } from "tenfold-works/store";
import { writerContext } from "tenfold-works/writers";
import { ProblemError } from "../answers/problem.js";

/**
 * What is known of the writer whom options tell of; nothing where they tell of none.
 *
 * @param place where the writer is told of
 * @throws ProblemError 422 where he is not known, or his profile was made by another version
 */
export async function knownWriter(
  queries: Queries,
  { writer: told }: PlainSettings,
  place: string,
): Promise<{ readonly writer?: WriterContext }> {
  const writer = await writerContext(queries, told).catch((error: unknown): never => {
    throw error instanceof InputError ? new ProblemError(422, error.message, place) : error;
  });
  return writer ? { writer } : {};
}
