import { checkSignal } from "../calls/check-signal.js";
import type { FieldSpec } from "../fields/field.js";
import type { RenderStrokesOptions } from "../image/digit/render-strokes.js";
import type { Box } from "../image/geometry/box.js";
import { checkOptions } from "../known-options.js";
import { refuseCame } from "../what-came.js";
import { type Effort, viewsOf } from "./effort.js";
import { checkHand, type HandOptions } from "./hand-use.js";

export interface ReadOptions extends HandOptions {
  /** What is written there: the name of a kind, as "us-zip", or an object with options. Digits, as many as there are, unless told. */
  readonly field?: FieldSpec | undefined;
  /** At most so large a share of the accepted strings may be wrong, above 0 and below 1; 0.005 unless told. */
  readonly maxError?: number | undefined;
  /** Further error rates at which each string says what becomes of it, as those to judge a reader by. */
  readonly levels?: readonly number[] | undefined;
  /** How often it is looked at; as the reader was loaded with unless told. */
  readonly effort?: Effort | undefined;
  /** How what is written lies: "lines", a "grid" of cells with a digit each, or whichever there is: "auto" unless told. */
  readonly layout?: "auto" | "lines" | "grid" | undefined;
  /** Without a field, whether lines count that are likelier other writing than digits: print, letters, frames. They are left out unless told. */
  readonly all?: boolean | undefined;
  /** A box for each character of the field, in pixels of the picture, from left to right, as the combs of forms have them. */
  readonly cells?: readonly Box[] | undefined;
  /** Takes a call that waits off the queue; one that is at work ends unheard. Either fails with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

export interface ReadStrokesOptions
  extends Pick<ReadOptions, "field" | "maxError" | "levels" | "effort" | "hand" | "writer" | "signal">,
    Pick<RenderStrokesOptions, "y" | "pen"> {}

/** Names of the options of `read`. */
const readNames: readonly string[] = [
  "field",
  "maxError",
  "levels",
  "effort",
  "layout",
  "all",
  "hand",
  "writer",
  "cells",
  "signal",
] satisfies (keyof ReadOptions)[];
const strokesNames: readonly string[] = [
  "field",
  "maxError",
  "levels",
  "effort",
  "hand",
  "writer",
  "y",
  "pen",
  "signal",
] satisfies (keyof ReadStrokesOptions)[];

/**
 * Checks the options of `read` before anything is looked at; a field is checked where it is made.
 *
 * @param more names of options that only some readers have
 * @throws UsageError when one is unknown or impossible
 */
export function checkReadOptions(options: ReadOptions, more: readonly string[] = []): void {
  checkOptions("read", options, [...readNames, ...more]);
  const { maxError, levels, effort, layout, all, cells, signal } = options;
  checkHand("read", options);
  if (effort !== undefined) viewsOf("read", effort);
  checkMaxError("read", maxError);
  checkLevels("read", levels);
  if (layout !== undefined && !["auto", "lines", "grid"].includes(layout)) refuseCame("read: layout", layout, '"auto", "lines" or "grid"');
  if (all !== undefined && typeof all !== "boolean") refuseCame("read: all", all, "true or false");
  if (cells !== undefined && !(Array.isArray(cells) && cells.every((cell) => typeof cell === "object" && cell !== null)))
    refuseCame("read: cells", cells, "a list of boxes { left, top, right, bottom } in pixels");
  checkSignal("read", signal);
}

/**
 * The same of `readStrokes`.
 *
 * @throws UsageError when one is unknown or impossible
 */
export function checkReadStrokesOptions(options: ReadStrokesOptions): void {
  checkOptions("readStrokes", options, strokesNames);
  const { maxError, levels, effort, y, pen, signal } = options;
  checkHand("readStrokes", options);
  if (effort !== undefined) viewsOf("readStrokes", effort);
  checkMaxError("readStrokes", maxError);
  checkLevels("readStrokes", levels);
  if (y !== undefined && y !== "up" && y !== "down") refuseCame("readStrokes: y", y, '"up" or "down"');
  if (pen !== undefined && !(typeof pen === "number" && pen > 0 && pen < 20))
    refuseCame("readStrokes: pen", pen, "a width in pixels above 0 and below 20");
  checkSignal("readStrokes", signal);
}

function checkLevels(who: string, levels: unknown): void {
  if (levels === undefined) return;
  if (!Array.isArray(levels)) refuseCame(`${who}: levels`, levels, "a list of shares above 0 and below 1");
  for (const level of levels as unknown[]) checkMaxError(who, level);
}

/** @throws UsageError unless it is a share of readings that may be wrong, or left out */
export function checkMaxError(who: string, maxError: unknown): void {
  if (maxError === undefined || (typeof maxError === "number" && maxError > 0 && maxError < 1)) return;
  refuseCame(`${who}: maxError`, maxError, "a share above 0 and below 1, as 0.01 for 1 %,");
}
