import { InputError } from "tenfold/errors";
import type { WriterProfile } from "tenfold/recognize";
import type { PlainSettings } from "tenfold-works/reading";
import type { Queries } from "tenfold-works/store";
import { writerProfileOf } from "tenfold-works/writers";
import { ProblemError } from "../answers/problem.js";

/**
 * How the writer writes that options name; nothing where they name none.
 *
 * @param place where the writer is named
 * @throws ProblemError 422 where he is not known, or his profile was made by another version
 */
export async function knownWriter(
  queries: Queries,
  { writer: id }: PlainSettings,
  place: string,
): Promise<{ readonly writer?: WriterProfile }> {
  if (id === undefined) return {};
  const writer = await writerProfileOf(queries, id as string).catch((error: unknown): never => {
    throw error instanceof InputError ? new ProblemError(422, error.message, place) : error;
  });
  return { writer };
}
