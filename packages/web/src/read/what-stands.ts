import { InputError } from "tenfold";
import type { FieldSpec, Region } from "tenfold/recognize";
import { pageReader } from "../page-reading.js";
import { foundForm } from "./form/ask-forms.js";
import type { PageReading } from "./pages-of-file.js";
import type { SaveChoiceProps } from "./save/save-choice.js";
import type { PlainTables } from "./save/save-messages.js";
import type { OwnTemplate } from "./template/template-source.js";

/** What stands on pages that are to be read: digits of any kind, a field of one kind, or a form. */
export type WhatStands = { readonly kind: FieldSpec | undefined } | OwnTemplate;

/**
 * What reads such a page. Pages of a file are those of a form, over and over.
 *
 * @param region where who wrote it learned to write, where that is known
 */
export function readerOf(what: WhatStands, region: Region | undefined, onField: (count: number) => void): PageReading {
  if ("kind" in what) {
    const { kind } = what;
    const options = { ...(kind !== undefined && { field: kind }), ...(region && { writer: { region } }) };
    return { isGray: true, read: async (picture) => (await pageReader()).read(picture, options) };
  }
  const { template } = what;
  const read: PageReading["read"] = async (picture, number) => {
    const page = ((number - 1) % template.pages.length) + 1;
    const { registration, fields, context } = await foundForm(picture, { template, page, region, onField });
    if (registration.refusal !== undefined) throw new InputError(registration.refusal);
    return { strings: fields, notice: registration.notice, ...(context && { context }) };
  };
  return { isGray: false, read }; // the ink of each field stands out by the colors around it
}

/** What tables have to know of it. */
export function kindsOf(what: WhatStands): Pick<PlainTables, "kind" | "kinds"> {
  if ("kind" in what) return { kind: what.kind };
  return { kinds: Object.fromEntries(what.template.pages.flatMap(({ fields }) => fields.map(({ name, field }) => [name, field]))) };
}

/** The columns of a table with a row a form. */
export function formOf(what: WhatStands): SaveChoiceProps["form"] {
  if ("kind" in what) return undefined;
  const { pages } = what.template;
  return { fields: pages.flatMap(({ fields }) => fields.map(({ name }) => name)), pagesAForm: pages.length };
}
