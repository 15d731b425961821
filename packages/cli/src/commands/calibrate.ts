import type { DocumentPage } from "tenfold/document";
import type { Effort } from "tenfold/recognize";
import { jsonLine } from "tenfold-works";
import type { PageReader } from "tenfold-works/reading";
import { printableLines } from "../terminal/printable.js";
import { quieted } from "../terminal/world.js";
import { type Command, shared } from "./command.js";

export interface CalibrateOptions {
  readonly files: readonly string[];
  readonly truth?: string;
  readonly field?: string;
  readonly template?: string;
  readonly out?: string;
  readonly effort?: Effort;
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const OUT = "my.calibration.json";

/** The command `calibrate` with a reader of its own choice, which is opened once the rest of the command line is in order. */
export function calibrateWith(
  openReader: (options: { readonly threads: number | undefined; readonly effort: Effort | undefined }) => Promise<PageReader>,
): Command<CalibrateOptions> {
  return {
    details: `Reads files whose truth is known and learns from them what the reader's confidences are worth on such files, and how many readings prove it. Some \
hundreds are wanted, 30 at least; files and truth are as for tenfold read --truth. With --calibration, read then corrects its confidences and accepts by them.

A calibration belongs to the networks that read; others refuse it. Judge it on other files than these, with read --truth and --calibration.

--json prints { out, calibration, levels: [{ maxError, accepted, wrong, proven, proof }] }.`,
    arguments: ["pictures, PDFs, folders"],
    options: [
      { notation: "--truth <table>", description: "CSV with the columns file, page, field, text" },
      { notation: "--field <kind>", description: "each page is one field: tenfold fields lists them" },
      { notation: "--template <file>", description: "each page is a form" },
      { notation: "--out <file>", description: `where the calibration goes (default: ${OUT})` },
      shared.effort,
      shared.threads,
      shared.json,
      shared.quiet,
    ],
    examples: [
      ["calibrate scans/ --field us-zip --truth truth.csv", "postal codes on one's own envelopes"],
      ["calibrate forms/ --template form.json --truth truth.csv --out forms.calibration.json", "the fields of a form"],
      ["read more/ --field us-zip --calibration my.calibration.json", "reads others by it"],
    ],
    async run({ files, truth: name, out = OUT, effort, threads, json, quiet, ...given }, world) {
      const { InputError, UsageError } = await import("tenfold/errors");
      if (name === undefined)
        throw new UsageError("calibrate learns from truth; pass --truth, a CSV with the columns file,page,field,text");
      const { listInputs, readAll, settingsOf } = await import("tenfold-works/reading");
      const { ANY_ERROR, calibrateOn, readTruth, truthJudge } = await import("tenfold-works/truth");
      const { asJson, refuseExisting, writeNew } = await import("tenfold-works/files");
      const host = quiet ? quieted(world) : world;
      await refuseExisting(out);
      const settings = await settingsOf(given);
      const inputs = await listInputs(files);
      const truth = await readTruth({ name, inputs, template: settings.template });
      const judge = truthJudge({ truth, name, ...settings });
      const reader = await openReader({ threads, effort });
      try {
        const onFile = async (pages: readonly DocumentPage[]) => judge.onFile(pages);
        const wanted = inputs.filter(({ file }) => truth.has(file));
        const failure: unknown = await readAll(
          wanted,
          { ...settings, levels: [ANY_ERROR], reader, onFile, onPage: judge.onPage, onFailure: world.tell },
          host,
        ).catch((error: unknown) => error);
        if (failure !== undefined && !(failure instanceof InputError && judge.judged().strings.length > 0)) throw failure;
        const calibration = calibrateOn(judge.judged(), { model: reader.model, effort });
        await writeNew(out, new TextEncoder().encode(asJson(calibration)));
        const { levelsOf } = await import("tenfold-works/truth");
        const { calibratedText } = await import("../texts/calibrated-text.js");
        const levels = levelsOf(calibration);
        world.out(json ? jsonLine({ out, calibration, levels }) : printableLines(`${calibratedText(calibration, levels)}\n${out}\n`));
        if (failure !== undefined) throw failure;
      } finally {
        await reader.dispose?.();
      }
    },
  };
}

/** With the network that comes with the package. */
export const calibrate: Command<CalibrateOptions> = calibrateWith(async (options) => {
  const { loadReader } = await import("tenfold/recognize");
  return loadReader(options);
});
