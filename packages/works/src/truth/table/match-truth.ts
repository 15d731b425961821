import { dirname, resolve } from "node:path";
import { InputError, spellingAdvice } from "tenfold";
import type { FormTemplate } from "tenfold/forms";
import type { Input } from "../../reading/sources/list-inputs.js";
import type { TruthRow } from "./parse-truth.js";

/** What the files' truth is, by the paths that they are read by. */
export type TruthByFile = ReadonlyMap<string, readonly TruthRow[]>;

export interface MatchOptions {
  /** The table's path: names in it may be seen from its folder. */
  readonly name: string;
  readonly inputs: readonly Input[];
  readonly template?: FormTemplate | undefined;
}

/**
 * Finds the files that truth is about among those that are to be read: by their paths as seen from the table's folder or from here, else by the
 * only one that ends alike, as a/1.png for 1.png.
 *
 * @throws InputError when a row names a file that is not among them, one of several, or a field that there is not
 */
export function matchTruth(truth: readonly TruthRow[], { name, inputs, template }: MatchOptions): TruthByFile {
  const files = pathsOf(inputs.map(({ file }) => file));
  const fields = template?.pages.flatMap(({ fields }) => fields.map(({ name }) => name));
  const byFile = new Map<string, TruthRow[]>();
  for (const row of truth) {
    const where = `${name} line ${row.line}`;
    refuseUnknownField(row, fields, where);
    const file = files.find(row.file, dirname(name), where);
    const rows = byFile.get(file) ?? [];
    rows.push(row);
    byFile.set(file, rows);
  }
  return byFile;
}

function refuseUnknownField({ field }: TruthRow, fields: readonly string[] | undefined, where: string): void {
  if (field === undefined || fields?.includes(field)) return;
  if (!fields)
    throw new InputError(`${where} names the field ${field}, and only forms have named fields; pass --template, or leave it empty`);
  throw new InputError(
    `${where} names the field ${field}, which the template has not; ${spellingAdvice(field, fields, `it has ${some(fields)}`)}`,
  );
}

/** Finds files by what truth calls them. */
function pathsOf(files: readonly string[]) {
  const whole = new Map(files.map((file) => [resolve(file), file]));
  const ends = new Map<string, string[]>();
  for (const file of whole.keys()) {
    const last = partsOf(file).at(-1) ?? "";
    ends.set(last, [...(ends.get(last) ?? []), file]);
  }
  return {
    find(named: string, folder: string, where: string): string {
      const exact = whole.get(resolve(folder, named)) ?? whole.get(resolve(named));
      if (exact !== undefined) return exact;
      const parts = partsOf(named);
      const alike = (ends.get(parts.at(-1) ?? "") ?? []).filter((file) => endsAlike(partsOf(file), parts));
      const [only, other] = alike;
      if (only === undefined)
        throw new InputError(`${where} names ${named}, which is not among the ${files.length} files to read; check its path`);
      if (other !== undefined) {
        throw new InputError(`${where} names ${named}, which may be ${whole.get(only)} or ${whole.get(other)}; write more of its path`);
      }
      return whole.get(only) as string;
    },
  };
}

function partsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
}

function endsAlike(path: readonly string[], end: readonly string[]): boolean {
  return end.length <= path.length && end.every((part, at) => path[path.length - end.length + at] === part);
}

function some(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");
}
