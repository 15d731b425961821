import { UsageError } from "tenfold";
import type { Effort, FieldSpec, fieldCache, HandUse, ReadOptions } from "tenfold/recognize";
import { toldWriter } from "../writers/told-writer.js";
import type { ReadSettings } from "./page-reader.js";
import { MAX_ERROR, type WhatToRead } from "./read-settings.js";

/** How something is read, as plain data that came from outside. */
export interface PlainSettings {
  /** A kind's name, or an object. */
  readonly field?: unknown;
  /** A template's JSON. */
  readonly template?: unknown;
  readonly maxError?: unknown;
  readonly layout?: unknown;
  /** Whether pages are whole checks or envelopes. */
  readonly find?: unknown;
  /** Whether lines count that are likelier other writing. */
  readonly all?: unknown;
  readonly effort?: unknown;
  readonly hand?: unknown;
  /** A writer's name, whose profile is looked up by whoever reads, or { region, profile }. */
  readonly writer?: unknown;
}

/** How pages are read, checked. */
export type CheckedSettings = WhatToRead & Pick<ReadSettings, "layout" | "effort" | "hand" | "all">;

let known: ReturnType<typeof fieldCache> | undefined;

/** Fields that were checked before: the automaton of one takes longer than reading it. */
async function fields(): Promise<ReturnType<typeof fieldCache>> {
  known ??= (await import("tenfold/recognize")).fieldCache();
  return known;
}

/**
 * @throws UsageError when an option is impossible, a field and a template are both told, or a writer's profile of many hands
 * @throws InputError when a writer's name can be none
 * @throws FormatError when the template is none
 */
export async function settingsFrom({
  field,
  template,
  maxError,
  layout,
  find,
  all,
  effort,
  hand,
  writer,
}: PlainSettings): Promise<CheckedSettings> {
  if (field !== undefined && template !== undefined) {
    throw new UsageError("field and template exclude each other: a template says each field's kind");
  }
  const { profile } = await toldWriter(writer);
  if (profile !== undefined && hand === "many")
    throw new UsageError(`a writer's profile is told, and hand is "many"; say "one" or "auto", or leave the profile out`);
  const { checkReadOptions } = await import("tenfold/recognize");
  if (field !== undefined) (await fields())(field as FieldSpec);
  const asked = {
    ...(maxError !== undefined && { maxError }),
    ...(layout !== undefined && { layout }),
    ...(effort !== undefined && { effort }),
    ...(hand !== undefined && { hand }),
  };
  checkReadOptions(asked as ReadOptions);
  const { parseTemplate } = await import("tenfold/forms");
  return {
    field: field as FieldSpec | undefined,
    template: template === undefined ? undefined : parseTemplate(template),
    maxError: (maxError as number | undefined) ?? MAX_ERROR,
    ...(find === true && { find }),
    ...(all === true && { all }),
    ...(layout !== undefined && { layout: layout as NonNullable<ReadOptions["layout"]> }),
    ...(effort !== undefined && { effort: effort as Effort }),
    ...(hand !== undefined && { hand: hand as HandUse }),
  };
}
