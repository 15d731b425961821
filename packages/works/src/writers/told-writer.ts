import type { Region, WriterContext } from "tenfold/recognize";
import type { Queries } from "../store/database.js";
import { checkWriterId, writerProfileOf } from "./stored-writers.js";

/** What a request says of the writer: where he is from, and the name under which his profile is kept. */
export interface ToldWriter {
  readonly region?: Region;
  readonly profile?: string;
}

/**
 * What a request says of the writer: the name of one, or { region, profile }.
 *
 * @throws UsageError when something else is told, or a region that no reader has seen
 * @throws InputError when the name can be none
 */
export async function toldWriter(writer: unknown): Promise<ToldWriter> {
  if (writer === undefined) return {};
  if (typeof writer !== "object") return { profile: nameFrom(writer) };
  const { toldOfWriter } = await import("tenfold/recognize");
  const { region, profile } = toldOfWriter(writer, "writer", ["profile"]);
  return { ...(region && { region }), ...(profile !== undefined && { profile: nameFrom(profile) }) };
}

function nameFrom(name: unknown): string {
  checkWriterId(name);
  return name;
}

/**
 * The same with the profile that is kept under that name; nothing where nothing is told.
 *
 * @throws NoWriterError where there is none of that name, or it was erased
 * @throws FormatError when it was made by other parameters of hands than this program's
 */
export async function writerContext(queries: Queries, writer: unknown): Promise<WriterContext | undefined> {
  const { region, profile: name } = await toldWriter(writer);
  if (region === undefined && name === undefined) return undefined;
  const profile = name === undefined ? undefined : await writerProfileOf(queries, name);
  return { ...(region && { region }), ...(profile && { profile }) };
}
