import { refuseCame } from "../what-came.js";

/**
 * Who wrote what is read: "one" person all of it, "many" people or one here and there, as unless told, or the digits are to tell, "auto". Only of one hand do
 * digits bear each other out.
 */
export type HandUse = "one" | "many" | "auto";

export const handUses: readonly HandUse[] = ["one", "many", "auto"];

/** @throws UsageError unless it is one of these, or left out */
export function checkHand(who: string, hand: unknown): void {
  if (hand !== undefined && !handUses.some((use) => use === hand)) refuseCame(`${who}: hand`, hand, '"one", "many" or "auto"');
}
