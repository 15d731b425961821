import { InputError, UsageError } from "tenfold";
import type { FormTemplate } from "tenfold/forms";
import type { FieldSpec } from "tenfold/recognize";
import { readTemplate } from "../forms/read-template.js";

/** At most this share of accepted strings may be wrong, unless told. */
export const MAX_ERROR = 0.005;

/** What is read, from the command line. */
export interface WhatToRead {
  readonly field: FieldSpec | undefined;
  readonly template: FormTemplate | undefined;
  /** Whether pages are whole checks or envelopes, on which the field is to be found first. */
  readonly find?: boolean;
  readonly maxError: number;
}

/**
 * @throws UsageError when a field and a template are both told, or the field is no JSON where it looks like it
 * @throws FormatError when the template is none
 */
export async function settingsOf({
  field,
  template,
  find = false,
  maxError = MAX_ERROR,
}: {
  readonly field?: string;
  readonly template?: string;
  readonly find?: boolean;
  readonly maxError?: number;
}): Promise<WhatToRead> {
  if (field !== undefined && template !== undefined)
    throw new UsageError("--field and --template exclude each other: a template says each field's kind");
  const spec = field === undefined ? undefined : await knownSpec(field);
  if (find) await refuseUnfindable(spec);
  return {
    field: spec,
    ...(find && { find }),
    template: template === undefined ? undefined : await readTemplate(template),
    maxError,
  };
}

/** @throws UsageError when there is no way to find such a field on a whole page */
async function refuseUnfindable(field: FieldSpec | undefined): Promise<void> {
  const { findableKinds } = await import("tenfold/forms");
  const kind = typeof field === "object" ? field.kind : field;
  if (findableKinds.includes(String(kind))) return;
  const wanted = findableKinds.map((name) => `--field ${name}`).join(" or ");
  throw new UsageError(`--find finds the amount of a check or the postal code of an envelope; pass ${wanted}, or leave --find out`);
}

/** What kind of field is meant, once it is known to be one. */
async function knownSpec(text: string): Promise<FieldSpec> {
  const { fieldOf } = await import("tenfold/recognize");
  const spec = specOf(text);
  try {
    fieldOf(spec);
  } catch (error) {
    if (error instanceof InputError) throw new UsageError(`--field: ${error.message}`);
    throw error;
  }
  return spec;
}

/** The name of a kind, or a JSON object. */
function specOf(text: string): FieldSpec {
  if (!text.trimStart().startsWith("{")) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--field ${text} is no JSON; write a name as us-zip, or an object as '{"kind": "digits", "length": 6}'`);
  }
}
