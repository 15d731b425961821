import { UsageError } from "tenfold";
import type { ReadPage } from "tenfold/document";
import { refuseNamesakes } from "../formats/wide-table.js";
import type { TableOptions } from "../formats/written-document.js";
import { cropName } from "./crop-names.js";
import { drawingNames } from "./drawing-names.js";
import type { WhatToRead } from "./read-settings.js";
import type { Input } from "./sources/list-inputs.js";

/** What tables are asked to have beside what they have anyway. */
export interface AskedOfTables {
  readonly bom?: boolean | undefined;
  readonly alternatives?: boolean | undefined;
  readonly wide?: boolean | undefined;
  /** The folder of pictures of digits, where there is one. */
  readonly crops?: string | undefined;
}

/**
 * How tables are written of what is read.
 *
 * @throws UsageError when a row a form is asked for, and nothing says what a form is
 * @throws InputError when two fields of the form would share a column
 */
export function tableOptionsOf(
  { bom, alternatives, wide, crops }: AskedOfTables,
  what: WhatToRead,
  inputs: readonly Input[],
): TableOptions {
  const { field, template } = what;
  if (wide && !template) throw new UsageError("--wide is a row a form, and nothing says which fields that has; pass --template");
  const fields = template?.pages.flatMap((page) => page.fields) ?? [];
  if (wide) refuseNamesakes(fields.map(({ name }) => name));
  const kinds = new Map(fields.map((one) => [one.name, one.field]));
  return {
    bom,
    alternatives,
    ...(wide && { wide: { fields: [...kinds.keys()], pagesAForm: template?.pages.length } }),
    ...(crops !== undefined && { crops: cropsOf(drawingNames(inputs)) }),
    kindOf: ({ name }) => (name === undefined ? field : kinds.get(name)),
  };
}

function cropsOf(names: ReadonlyMap<string, string>): (page: ReadPage, number: number) => string[] {
  return (page, number) => {
    const digits = page.strings[number - 1]?.digits ?? [];
    return digits.map((digit, at) => cropName(names.get(page.file) ?? page.file, page, number, at + 1, digit));
  };
}
