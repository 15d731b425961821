import type { Picture } from "tenfold";
import type { DocumentPage } from "tenfold/document";
import { InputError, UsageError } from "tenfold/errors";
import type { Input, PageReader, WhatToRead } from "tenfold-works/reading";
import type { TruthReport } from "tenfold-works/truth";

/** Where the report goes unless told. */
export const REPORT = "read-report";

/** What came of judging, to be told. */
export interface Judgement {
  readonly report: TruthReport;
  readonly text: string;
}

/** Judges what is read while it is read. */
export interface Judging {
  /** Error rates that each string is to tell of. */
  readonly levels: readonly number[];
  onPage(record: DocumentPage, picture: Picture): Promise<void>;
  onFile(records: readonly DocumentPage[]): void;
  /** Writes the report once all is read, also where some could not be; nothing where the reading was broken off. */
  after(reading: Promise<void>, reader: PageReader): Promise<Judgement | undefined>;
}

export interface JudgingOptions extends WhatToRead {
  /** The table's path. */
  readonly truth: string;
  /** The folder of the report. */
  readonly report: string;
  readonly inputs: readonly Input[];
}

/** @throws InputError when the truth is none or names what is not read, or the folder holds something else */
export async function openJudging({ truth: name, report: folder, inputs, ...settings }: JudgingOptions): Promise<Judging> {
  const works = await import("tenfold-works/truth");
  await works.refuseOtherFolder(folder);
  const truth = await works.readTruth({ name, inputs, template: settings.template });
  const judge = works.truthJudge({ truth, name, ...settings });
  return {
    levels: works.levelsWith(settings.maxError),
    onPage: judge.onPage,
    onFile: judge.onFile,
    async after(reading, reader) {
      const failure: unknown = await reading.then(
        () => undefined,
        (error: unknown) => error,
      );
      const judged = judge.judged();
      const isWhole = failure === undefined || (failure instanceof InputError && !(failure instanceof UsageError));
      if (!isWhole || judged.strings.length < countOf(truth)) return undefined;
      const report = works.truthReport(judged, { truth: name, reader, maxError: settings.maxError });
      const page = await works.writeTruthReport(folder, report, judged);
      const { truthText } = await import("../texts/truth-text.js");
      return { report, text: `${truthText(report, works.truthNotes(judged))}\nReport: ${page}\n` };
    },
  };
}

function countOf(truth: ReadonlyMap<string, readonly unknown[]>): number {
  return [...truth.values()].reduce((sum, rows) => sum + rows.length, 0);
}
