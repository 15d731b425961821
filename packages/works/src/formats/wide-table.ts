import { InputError } from "tenfold";
import { type DocumentPage, isUnread, type PlainDigit, type ReadString } from "tenfold/document";
import type { Cell } from "./read-table.js";

export interface WideTableOptions<Typed = never> {
  /** The fields in the order of their columns: those of the template. Those that were read, unless told. */
  readonly fields?: readonly string[] | undefined;
  /** How many pages of a file are one form, 1 unless told. */
  readonly pagesAForm?: number | undefined;
  /** What stands in a field's cell: its text, unless told. */
  readonly cellOf?: ((string: ReadString<PlainDigit>) => Cell<Typed>) | undefined;
}

/** Columns before the fields' and behind them: how many fields a person should look at, and what could not be read. */
const [BEFORE, BEHIND] = [
  ["file", "page"],
  ["review", "error"],
];

/**
 * What was read as a table with a row a form and a column a field.
 *
 * @throws InputError when two fields of a form have one name, or a field has that of another column
 */
export function wideTable<Typed = never>(pages: readonly DocumentPage[], options: WideTableOptions<Typed> = {}): WideTable<Typed> {
  const { pagesAForm = 1, cellOf = ({ text }) => text } = options;
  const forms = formsOf(pages, pagesAForm);
  const fields = options.fields ?? [...new Set(forms.flatMap(({ strings }) => strings.flatMap(({ name = [] }) => name)))];
  refuseNamesakes(fields);
  for (const { strings } of forms) refuseNamesakes(strings.flatMap(({ name = [] }) => name));
  const rows = forms.map(({ file, page, strings, errors }): Cell<Typed>[] => {
    const cells = fields.map((field) => strings.find(({ name }) => name === field)).map((string) => string && cellOf(string));
    return [file, page, ...cells, strings.filter(({ status }) => status === "review").length, errors.join("; ")];
  });
  return { head: [...BEFORE, ...fields, ...BEHIND], rows };
}

export interface WideTable<Typed = never> {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell<Typed>[])[];
}

/**
 * Refuses fields that would share a column.
 *
 * @throws InputError that names them
 */
export function refuseNamesakes(fields: readonly string[]): void {
  const twice = fields.find((name, at) => fields.indexOf(name) !== at);
  const remedy = "rename one in the template, or leave --wide out";
  if (twice !== undefined)
    throw new InputError(`two fields are named "${twice}", and a row a form has one column for each name; ${remedy}`);
  const taken = fields.find((name) => [...BEFORE, ...BEHIND].includes(name));
  if (taken !== undefined)
    throw new InputError(`a field is named "${taken}", which is another column of a row a form; ${remedy.replace("one", "it")}`);
}

/** The pages of a form together. */
interface Form {
  readonly file: string;
  /** The first of them; nothing where the whole file could not be read. */
  readonly page: number | undefined;
  readonly strings: ReadString<PlainDigit>[];
  readonly errors: string[];
}

function formsOf(pages: readonly DocumentPage[], pagesAForm: number): Form[] {
  const forms = new Map<string, Form>();
  for (const record of pages) {
    const first = record.page === undefined ? undefined : record.page - ((record.page - 1) % pagesAForm);
    const key = JSON.stringify([record.file, first]);
    const form = forms.get(key) ?? { file: record.file, page: first, strings: [], errors: [] };
    if (isUnread(record)) form.errors.push(record.error);
    else form.strings.push(...record.strings);
    forms.set(key, form);
  }
  return [...forms.values()];
}
