import type { ContextRow } from "tenfold";
import { UsageError } from "tenfold/errors";
import type { HandUse, WriterContext } from "tenfold/recognize";
import type { WhatToRead } from "tenfold-works/reading";
import { checkProfiles, readProfile } from "tenfold-works/writers";

/** What the command line says of who wrote. */
export interface WriterOptions {
  readonly hand?: HandUse;
  /** A file. */
  readonly profile?: string;
  /** A folder. */
  readonly profiles?: string;
  readonly writer?: ContextRow;
}

/**
 * What is known of who wrote.
 *
 * @throws UsageError when options exclude each other, mean nothing, or tell what no reader knows
 * @throws InputError when there is no such profile, or no such folder
 */
export async function writerIn(
  { hand, profile: file, profiles, writer: told }: WriterOptions,
  { template }: WhatToRead,
): Promise<WriterContext | undefined> {
  if (file === "") throw new UsageError("--profile is empty; pass a file, as tenfold writer learn --out anna.profile.json writes it");
  if (file !== undefined && hand === "many")
    throw new UsageError("--profile tells a writer, and --hand many says that there are several; leave one of them out");
  if (profiles !== undefined) {
    if (template?.writer?.namedBy === undefined)
      throw new UsageError('--profiles is for forms with a field that names the writer; pass a --template with "writer": { "namedBy": … }');
    if (hand === "many")
      throw new UsageError(
        "--profiles is for pages by one writer each, and --hand many says that there are several; leave one of them out",
      );
    await checkProfiles(profiles);
  }
  const profile = file === undefined ? undefined : await readProfile(file);
  if (!told) return profile && { profile };
  if (told.profile !== undefined) throw new UsageError("--writer has a profile; pass its file, as --profile anna.profile.json");
  const { toldOfWriter } = await import("tenfold/recognize");
  const { region } = toldOfWriter(told, "--writer");
  return { ...(region && { region }), ...(profile && { profile }) };
}

/** What a journal keeps of a writer: enough to know whether it is the same, and not how he writes. */
export function writerAsked({ region, profile }: WriterContext): object {
  return { ...(region && { region }), ...(profile && { digits: profile.digits, counts: profile.counts }) };
}
