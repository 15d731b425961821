import { InputError, type Picture } from "tenfold";
import { type DocumentPage, isUnread, type PlainDigit, type ReadString } from "tenfold/document";
import type { FormTemplate } from "tenfold/forms";
import { type Field, type FieldSpec, fieldOf } from "tenfold/recognize";
import type { TruthByFile } from "../table/match-truth.js";
import type { TruthRow } from "../table/parse-truth.js";
import { cutOut } from "./cut-out.js";
import { type JudgedString, judgedString } from "./judged-string.js";

/** A mistake with what its place looks like. */
export interface Mistake extends JudgedString {
  /** A PNG data URI; absent where there was nothing to cut out. */
  readonly image?: string | undefined;
}

/** All that was read, judged by its truth. */
export interface JudgedTruth {
  readonly strings: readonly JudgedString[];
  /** Strings that were read and of which there is no truth. */
  readonly others: number;
  /** The mistakes it was surest of, with pictures. */
  readonly mistakes: readonly Mistake[];
}

/** Judges what is read, file by file, while pictures are at hand. */
export interface TruthJudge {
  /** Judges a page. */
  onPage(record: DocumentPage, picture: Picture): Promise<void>;
  /**
   * Judges what is left of a file once all its pages came.
   *
   * @throws InputError when truth names a page that the file has not, or none where it has several
   */
  onFile(records: readonly DocumentPage[]): void;
  judged(): JudgedTruth;
}

export interface JudgeOptions {
  readonly truth: TruthByFile;
  /** What to call the table in errors. */
  readonly name: string;
  readonly field?: FieldSpec | undefined;
  readonly template?: FormTemplate | undefined;
}

/** So many mistakes are shown. */
const SHOWN = 24;

/** What stands anywhere: digits with what people write between them. */
const ANY: FieldSpec = { kind: "digits", separators: ".,-" };

export function truthJudge({ truth, name, field, template }: JudgeOptions): TruthJudge {
  const strings: JudgedString[] = [];
  let mistakes: Mistake[] = [];
  let others = 0;
  const fieldFor = fieldsOf(field, template);
  const waiting = new Map([...truth].map(([file, rows]) => [file, new Set(rows)]));

  async function judge(row: TruthRow, { file, page }: Place, found: ReadString<PlainDigit> | undefined, picture?: Picture): Promise<void> {
    waiting.get(file)?.delete(row);
    const judged = judgedString({ file, page, truth: row }, found, fieldFor(row, page));
    strings.push(judged);
    if (judged.right || mistakes.some(({ confidence }, at) => at === SHOWN - 1 && confidence >= judged.confidence)) return;
    const image = picture && (await cutOut(picture, found?.box));
    mistakes = [...mistakes, { ...judged, image }].sort((one, other) => other.confidence - one.confidence).slice(0, SHOWN);
  }

  return {
    async onPage(record, picture) {
      if (isUnread(record)) return;
      const own = (truth.get(record.file) ?? []).filter(({ page }) => (page ?? (record.pages === 1 ? 1 : 0)) === record.page);
      const left = new Set(record.strings.filter(({ isBlank }) => !isBlank));
      let nth = 0;
      for (const row of own) {
        const found = row.field === undefined ? record.strings[nth++] : record.strings.find(({ name }) => name === row.field);
        if (found) left.delete(found);
        await judge(row, record, found, picture);
      }
      others += left.size;
    },
    onFile(records) {
      const file = records[0]?.file ?? "";
      const last = records.at(-1);
      const pages = last?.pages ?? 1;
      for (const row of waiting.get(file) ?? []) {
        const where = `${name} line ${row.line}`;
        const isLost = last !== undefined && isUnread(last) && last.page === undefined; // how many pages it has is not known
        if (row.page === undefined && pages > 1)
          throw new InputError(`${where} names no page, and ${file} has ${pages}; write which one it is about`);
        if ((row.page ?? 1) > pages && !isLost) throw new InputError(`${where} names page ${row.page}, and ${file} has ${pages}; check it`);
        waiting.get(file)?.delete(row);
        strings.push(judgedString({ file, page: row.page ?? 1, truth: row }, undefined, fieldFor(row, row.page ?? 1)));
      }
    },
    judged: () => ({ strings, others, mistakes }),
  };
}

interface Place {
  readonly file: string;
  readonly page: number;
}

/** What may stand in a place. */
function fieldsOf(spec: FieldSpec | undefined, template: FormTemplate | undefined): (row: TruthRow, page: number) => Field {
  const free = fieldOf(spec ?? ANY);
  const known = new Map(
    (template?.pages ?? []).flatMap(({ fields }, at) => fields.map(({ name, field }) => [`${at} ${name}`, fieldOf(field)])),
  );
  return ({ field }, page) => known.get(`${(page - 1) % (template?.pages.length ?? 1)} ${field}`) ?? free;
}
