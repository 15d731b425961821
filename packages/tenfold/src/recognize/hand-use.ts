import { UsageError } from "../errors.js";
import { PROFILE_VERSION, type WriterProfile } from "../hands/writer-profile.js";
import { refuseCame } from "../what-came.js";

/**
 * Who wrote what is read: "one" person all of it, "many" people or one here and there, or the digits are to tell, "auto". Only of one hand do digits bear each
 * other out.
 */
export type HandUse = "one" | "many" | "auto";

export interface HandOptions {
  /**
   * Whether "one" person wrote it all, so that digits are read by what the others show of the hand, or "many", as unless told; "auto" lets the
   * digits tell, as unless told where a writer is. Confidences are calibrated for "many".
   */
  readonly hand?: HandUse | undefined;
  /** How the writer's digits look, by `writerProfile` or `parseWriterProfile`, beside what these digits show. */
  readonly writer?: WriterProfile | undefined;
}

const handUses: readonly HandUse[] = ["one", "many", "auto"];

/** @throws UsageError when an option is impossible, or a writer is told of many hands */
export function checkHand(who: string, { hand, writer }: HandOptions): void {
  if (hand !== undefined && !handUses.some((use) => use === hand)) refuseCame(`${who}: hand`, hand, '"one", "many" or "auto"');
  if (writer === undefined) return;
  if (writer?.version !== PROFILE_VERSION || !Array.isArray(writer.means)) {
    refuseCame(`${who}: writer`, writer, "what writerProfile() or parseWriterProfile() gives");
  }
  if (hand === "many") throw new UsageError(`${who}: a writer is told, and hand is "many"; say "one" or "auto", or leave the writer out`);
}

/** What is asked for. */
export function handUseOf({ hand, writer }: HandOptions): HandUse {
  return hand ?? (writer ? "auto" : "many");
}
