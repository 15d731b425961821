import { UsageError } from "../errors.js";
import type { WriterProfile } from "../hands/writer-profile.js";
import { refuseCame } from "../what-came.js";
import { checkWriter, type WriterContext, writerContextOf } from "./writer-context.js";

/**
 * Who wrote what is read: "one" person all of it, "many" people or one here and there, or the digits are to tell, "auto". Only of one hand do digits bear each
 * other out.
 */
export type HandUse = "one" | "many" | "auto";

export interface HandOptions {
  /**
   * Whether "one" person wrote it all, so that digits are read by what the others show of the hand, or "many", as unless told; "auto" lets the
   * digits tell, as unless told where a writer's profile is. Confidences are calibrated for "many".
   */
  readonly hand?: HandUse | undefined;
  /** What is known of who wrote, beside what these digits show: the region, a profile, or both; a profile may stand for itself. */
  readonly writer?: WriterProfile | WriterContext | undefined;
}

const handUses: readonly HandUse[] = ["one", "many", "auto"];

/** @throws UsageError when an option is impossible, or a writer's profile is told of many hands */
export function checkHand(who: string, { hand, writer }: HandOptions): void {
  if (hand !== undefined && !handUses.some((use) => use === hand)) refuseCame(`${who}: hand`, hand, '"one", "many" or "auto"');
  checkWriter(who, writer);
  if (hand === "many" && writerContextOf(writer).profile)
    throw new UsageError(`${who}: a writer's profile is told, and hand is "many"; say "one" or "auto", or leave the profile out`);
}

/** What is asked for. */
export function handUseOf({ hand, writer }: HandOptions): HandUse {
  return hand ?? (writerContextOf(writer).profile ? "auto" : "many");
}
