import { UsageError } from "../errors.js";
import { PROFILE_VERSION, type WriterProfile } from "../hands/writer-profile.js";
import { spellingAdvice } from "../nearest-word.js";
import { isRegion, type Region, regionNames } from "../synthesis/digits/regional/region-names.js";
import { refuseCame, whatCame } from "../what-came.js";

/** What is known of who wrote. */
export interface WriterContext {
  /** Where somebody learned to write, of `regionNames`: left out where it is another, or nobody knows. */
  readonly region?: Region | undefined;
  /** How the writer's digits look, by `writerProfile` or `parseWriterProfile`. */
  readonly profile?: WriterProfile | undefined;
}

/** What may be known. */
const columns = ["region", "profile"] as const satisfies readonly (keyof WriterContext)[];

/** @throws UsageError unless it is a writer's profile, or something that may be known of a writer */
export function checkWriter(who: string, writer: WriterProfile | WriterContext | undefined): void {
  if (writer === undefined) return;
  if (typeof writer !== "object" || writer === null || Array.isArray(writer))
    refuseCame(`${who}: writer`, writer, `{ region: "CH" }, or what writerProfile() or parseWriterProfile() gives`);
  if (isProfile(writer)) {
    checkProfile(`${who}: writer`, writer);
    return;
  }
  checkColumns(`${who}: writer`, Object.keys(writer), columns);
  if (writer.region !== undefined) checkRegion(`${who}: writer.region`, writer.region);
  if (writer.profile !== undefined) checkProfile(`${who}: writer.profile`, writer.profile);
}

/**
 * Refuses what no reader knows to use.
 *
 * @param place the call and what of it, as "read: writer"
 * @throws UsageError that says what is known
 */
function checkColumns(place: string, names: readonly string[], known: readonly string[]): void {
  const strange = names.find((name) => !known.includes(name));
  if (strange === undefined) return;
  const otherwise = `what it can use is ${known.join(" and ")}`;
  throw new UsageError(
    `${place} has ${whatCame(strange)}, which the reader does not know; ${spellingAdvice(strange, known, `${otherwise}; leave the rest out`)}`,
  );
}

/**
 * @param place the call and what of it, as "read: writer.region"
 * @throws UsageError that lists the regions that are known
 */
function checkRegion(place: string, region: unknown): asserts region is Region {
  if (isRegion(region)) return;
  throw new UsageError(
    `${place} is ${whatCame(region)}, which the reader has never seen; it knows ${regionNames.join(", ")}; leave it out where it is another`,
  );
}

function checkProfile(place: string, profile: WriterProfile): void {
  if (profile?.version === PROFILE_VERSION && Array.isArray(profile.means)) return;
  refuseCame(place, profile, "what writerProfile() or parseWriterProfile() gives");
}

/**
 * What somebody says of a writer, as plain data from outside: the region is checked, and that nothing stands there that no reader uses.
 *
 * @param place what to call it in errors, as "--writer"
 * @param others what may be told beside the region, for the caller to check
 * @throws UsageError that says what came and what is known
 */
export function toldOfWriter(
  told: unknown,
  place: string,
  others: readonly string[] = [],
): { readonly region?: Region } & Readonly<Record<string, unknown>> {
  if (typeof told !== "object" || told === null || Array.isArray(told)) refuseCame(place, told, 'an object, as {"region":"CH"},');
  checkColumns(place, Object.keys(told), ["region", ...others]);
  const { region, ...rest } = told as { readonly region?: unknown };
  if (region === undefined || region === null) return rest;
  checkRegion(`${place}: region`, region);
  return { region, ...rest };
}

/** What is known, whichever way it was told. */
export function writerContextOf(writer: WriterProfile | WriterContext | undefined): WriterContext {
  if (writer === undefined) return {};
  return isProfile(writer) ? { profile: writer } : writer;
}

function isProfile(writer: WriterProfile | WriterContext): writer is WriterProfile {
  return "version" in writer || "means" in writer;
}
