import type { Picture } from "tenfold";
import type { DocumentPage, PageContent } from "tenfold/document";
import { UsageError } from "tenfold/errors";
import type { Effort, HandUse, OwnCalibration } from "tenfold/recognize";
import { docsAddress } from "tenfold-works";
import type { Format } from "tenfold-works/formats";
import type { PageReader } from "tenfold-works/reading";
import { printableLines } from "../terminal/printable.js";
import { quieted, type World } from "../terminal/world.js";
import { type Command, numberFrom, oneOf, shareBelowOne, shared, wholeNumber } from "./command.js";
import type { Judgement } from "./judging.js";

const REPORT = "read-report";

export interface ReadOptions {
  readonly files: readonly string[];
  readonly field?: string;
  readonly template?: string;
  readonly find?: boolean;
  readonly maxError?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly format?: Format;
  readonly out?: string;
  readonly resume?: boolean;
  readonly retry?: boolean;
  readonly pageTimeout?: number;
  readonly pageMemory?: number;
  readonly bom?: boolean;
  readonly alternatives?: boolean;
  readonly wide?: boolean;
  readonly crops?: string;
  readonly annotate?: string;
  readonly truth?: string;
  readonly report?: string;
  readonly calibration?: string;
  readonly effort?: Effort;
  readonly hand?: HandUse;
  readonly profile?: string;
  readonly all?: boolean;
  readonly threads?: number;
  readonly jobs?: number;
  readonly quiet?: boolean;
}

export interface OpenReader {
  readonly threads: number | undefined;
  readonly effort: Effort | undefined;
  readonly calibration: OwnCalibration | undefined;
}

/** The command `read` with a reader of its own choice, which is opened once the rest of the command line is in order. */
export function readWith(openReader: (options: OpenReader) => Promise<PageReader>): Command<ReadOptions> {
  return {
    details: `Takes PNG, JPEG, WebP, TIFF, GIF, AVIF, SVG, PDF and, with the package heic-decode beside it, HEIC, every page of a file, and folders with such files, in natural order, with the \
folders in them; and pen strokes, as signature_pad's toData() gives them (.json) or as .inkml; - is what is piped in. Without --field and --template every line of digits is read; with --field each page is one field of that kind, cut out; with --find \
it is a whole check or envelope, on which the amount or postal code is found first, as up to three proposals, the likeliest first, which are for a person to look at \
unless place and reading are both sure; with --template it is a form, whose fields are read: tenfold form --help.

A string is accepted when it is likely enough to be right that of the accepted ones at most the share in --max-error is wrong; others are for \
a person to look at, with the reasons. Each line is looked at several times, as --effort says: more looks read more right and are surer of it. Lines of print or letters are left out, with a notice. With --hand one or auto, or the --profile of a writer, each digit is read by what the others of its page show of the hand; context says how many showed it, and how many are \
read otherwise for it. Confidences are calibrated without (${docsAddress("writers.md")}). A file that cannot be read is told of and the rest goes on; the exit code is then 1. In \
the end a line on stderr counts what came of several files.

Results go to stdout as text, with --csv as a table with a line a string, or with --json as one document { version, model, engine, pages: [...] }, page by \
page as they are read (${docsAddress("documents.md")}; its schema comes with the library). --out writes a file, of the kind that its ending tells: .json, .jsonl (JSON \
lines, a page each), .csv, .tsv (as Tesseract's), .xlsx, .hocr, .alto.xml, .page.xml (PAGE-XML, a file a page) or .pdf (the scans, with text that can be found and copied); --format says it where the \
ending does not, and without --out prints it (${docsAddress("formats.md")}). What is read stands page by page in a journal, FILE.jsonl, with what was asked for in FILE.jsonl.settings.json; after an interruption \
--resume goes on from it, reading again what could not be read, and the file is written in the end. --annotate draws a PNG a page, named and in folders as the files are. A page is { file, page, pages, width, height, strings: [{ name?, \
text, value?, confidence, status, proof?, levels?, reasons, box, corners?, isBlank?, digits: [{ value, confidence, top3, box }], alternatives }], grids: [{ rows, \
columns, cells: [{ row, column, box, digit? }] }], turned?, context?, reason?, notice? }, boxes in pixels; of a grid each row is a string, too, with "." for a cell \
without a digit; what could not be read is { file, page?, error }. In CSV, text that a spreadsheet would take for a formula has an apostrophe in front.

--truth says what stands on the pages: a CSV with the columns file and text, and page and field where there are several; with field empty the nth line \
of a page is its nth string in reading order. A table of --csv, mended by hand, does as well. Then stdout has how many strings are right, by field, and what is \
accepted and wrong at 0.1, 0.5 and 1 %, and --report a page with the risk-coverage curve and the surest mistakes, report.json and strings.csv; with --json the \
document has it as truth. --calibration takes what tenfold calibrate wrote: confidences are corrected by it, and proof says whether the error rate is proven, \
expected or out of reach.`,
    arguments: ["pictures, PDFs, folders"],
    options: [
      {
        notation: "--field <kind>",
        description:
          'each page is one field: of a kind that tenfold fields lists, as us-zip, or JSON as \'{"kind": "digits", "length": 6}\'',
      },
      { notation: "--template <file>", description: "each page is a form" },
      { notation: "--find", description: "with --field amount or us-zip: find it on whole checks or envelopes" },
      {
        notation: "--max-error <share>",
        description: "the share of accepted strings that may be wrong (default: 0.005)",
        parse: shareBelowOne,
      },
      shared.effort,
      shared.hand,
      { notation: "--profile <file>", description: "how the writer writes: tenfold writer learn" },
      { notation: "--all", description: "lines too that are likelier print or letters than digits" },
      shared.json,
      { notation: "--csv", description: "print a table" },
      {
        notation: "--format <format>",
        description: "json, jsonl, csv, tsv, xlsx, hocr, alto, page, pdf or labelstudio (default: as the ending of --out says)",
        parse: oneOf<Format>("json", "jsonl", "csv", "tsv", "xlsx", "hocr", "alto", "page", "pdf", "labelstudio"),
      },
      { notation: "--out <file>", description: "write a file: .json, .csv, .xlsx, .pdf and more, see above" },
      { notation: "--resume", description: "go on with --out: files that were read are not read again" },
      { notation: "--retry", description: "with --resume: also pages that took too long or too much memory to decode" },
      {
        notation: "--page-timeout <seconds>",
        description: "how long a page may take to be decoded (default: 30)",
        parse: numberFrom(0.1, 86_400),
      },
      {
        notation: "--page-memory <mb>",
        description: "how much memory decoding a page may take, in MB (default: 1500)",
        parse: wholeNumber(200, 1_000_000),
      },
      { notation: "--wide", description: "tables with a row a form and a column a field" },
      { notation: "--alternatives", description: "tables with a column of other readings" },
      { notation: "--bom", description: "CSV with a byte-order mark, by which Excel knows UTF-8" },
      {
        notation: "--crops <folder>",
        description: "each digit as the network saw it, in folders by class, as tenfold finetune takes them; tables name them",
      },
      { notation: "--annotate <folder>", description: "draw what was read onto the pages" },
      { notation: "--calibration <file>", description: "by one's own readings: tenfold calibrate" },
      { notation: "--truth <table>", description: "judge by it: CSV with the columns file, page, field, text" },
      { notation: "--report <folder>", description: `with --truth: where the report goes (default: ${REPORT})` },
      shared.threads,
      {
        notation: "--jobs <n>",
        description: "how many pages to read side by side, each on a thread: for many pages (default: 1)",
        parse: wholeNumber(1, 64),
      },
      shared.quiet,
    ],
    examples: [
      ["read photo.jpg", "the digits in a photo"],
      ["read envelopes/ --field us-zip --csv", "a folder of cut-out postal codes"],
      ["read scans.pdf --template form.json --max-error 0.01 --annotate seen/", "forms, and pictures of what was read"],
      ["read checks/ --find --field amount --annotate seen/", "whole checks; where the amount was found, drawn onto them"],
      ["read scans/ --field us-zip --truth truth.csv", "how well one's own scans are read, as a page in read-report/"],
      ["read archive/ --template form.json --out forms.xlsx --wide --resume", "a row a form; goes on where it was interrupted"],
      ["read scans.pdf --out found.pdf", "the same scans, in which numbers can be searched for"],
      ["read checks/ --field amount --crops digits/ --out checks.csv", "every digit as a picture, for tenfold finetune --data digits/"],
      ["read - --format alto", "what is piped in, as ALTO"],
    ],
    async run(
      {
        threads,
        quiet,
        annotate,
        crops,
        truth,
        report,
        calibration: calibrated,
        effort,
        hand,
        profile,
        all,
        resume = false,
        retry,
        pageTimeout,
        pageMemory,
        jobs = 1,
        ...given
      },
      world,
    ) {
      const { outputsOf } = await import("./read-outputs.js");
      const { settingsOf } = await import("tenfold-works/reading");
      const host = quiet ? quieted(world) : world;
      if (retry && !resume) throw new UsageError("--retry says what --resume reads again; pass both");
      const { file, ...printing } = outputsOf({ ...given, resume, truth, report });
      const settings = await settingsOf(given);
      const { listInputs } = await import("tenfold-works/reading");
      const inputs = await listInputs(given.files, annotate);
      const { tableOptionsOf } = await import("tenfold-works/reading");
      const tables = tableOptionsOf({ ...given, crops }, settings, inputs);
      const { readCalibration } = await import("tenfold-works/truth");
      const calibration = calibrated === undefined ? undefined : await readCalibration(calibrated);
      const writer = profile === undefined ? undefined : await (await import("tenfold-works/writers")).readProfile(profile);
      if (writer && hand === "many")
        throw new UsageError("--profile tells a writer, and --hand many says that there are several; leave one of them out");
      const { openJudging } = await import("./judging.js");
      const judging = truth === undefined ? undefined : await openJudging({ truth, report: report ?? REPORT, inputs, ...settings });
      const { openSinks } = await import("tenfold-works/reading");
      const { field, template, find } = given;
      const asked = {
        ...(field !== undefined && { field }),
        ...(template !== undefined && { template }),
        ...(find && { find }),
        maxError: settings.maxError,
        ...(effort !== undefined && { effort }),
        ...(hand !== undefined && { hand }),
        ...(writer && { writer: { digits: writer.digits, counts: writer.counts } }),
        ...(all && { all }),
        ...(calibration && { calibration: calibration.correction }),
        ...(crops !== undefined && { crops }),
      };
      const bytesOf = await bytesWith(world);
      const { pageDecoder } = await import("tenfold/node");
      const decoder = pageDecoder({ pageTimeout, pageMemory, processes: jobs });
      const gray = annotate === undefined && truth === undefined;
      const pagesOf = decoder.pages;
      const { grayPages, isPenFile, pagesAhead, pageWorkers } = await import("tenfold-works/reading");
      const ahead = pagesAhead({ bytesOf, pagesOf, gray });
      const { levels } = judging ?? {};
      const asWorkersRead = { ...settings, all, levels, effort, hand, writer, calibration };
      const workers = jobs > 1 ? pageWorkers(jobs, asWorkersRead) : undefined;
      const read = workers && { read: workers.read, sideBySide: jobs, jobs, pagesOf: gray ? grayPages(decoder) : pagesOf };
      const end = async () => {
        ahead.end();
        decoder.close();
        await workers?.end();
      };
      const ending = async (error: unknown): Promise<never> => {
        await end();
        throw error;
      };
      const [first] = inputs;
      if (jobs === 1 && !resume && first && first.error === undefined && !isPenFile(first.file)) ahead.expect(first.file); // while networks are loaded
      const reader = await openReader({ threads: jobs > 1 ? 1 : threads, effort, calibration }).catch(ending); // before a journal is begun: it may refuse the calibration
      const result = file && { ...file, tables };
      const opening = openSinks({ inputs, result, resume, retry, annotate, crops, settings: asked, reader, bytesOf, pagesOf });
      const sinks = await opening.catch(async (error: unknown) => {
        await reader.dispose?.();
        return ending(error);
      });
      const { printedPages } = await import("../texts/printed-pages.js");
      const silent = file !== undefined || truth !== undefined; // a file is the result, or what came of judging
      const printed = printedPages(reader, { ...printing, tables, silent }, world.out);
      const onFile = async (pages: readonly DocumentPage[]) => {
        await sinks.onFile(pages);
        judging?.onFile(pages);
        pages.forEach(printed.print);
      };
      const onPage = async (page: DocumentPage, picture: Picture, found: PageContent | undefined) => {
        await sinks.onPage(page, picture, found);
        await judging?.onPage(page, picture);
      };
      const onEnd = async () => {
        await printed.printWhole();
        await sinks.onEnd();
      };
      let judged: Judgement | undefined;
      try {
        const { readAll } = await import("tenfold-works/reading");
        const told = { onFile, onPage, onEnd, onFailure: world.tell };
        const reading = readAll(
          inputs,
          {
            ...settings,
            done: sinks.done,
            givenUp: sinks.givenUp,
            bytesOf,
            all,
            levels,
            hand,
            writer,
            reader,
            ...(read ?? { ahead }),
            ...told,
          },
          host,
        );
        judged = await judging?.after(reading, reader);
        await reading;
      } finally {
        printed.end(judged && { truth: judged.report });
        await sinks.close();
        await reader.dispose?.();
        await end();
        if (judged && (printing.json || printing.csv || printing.whole))
          for (const line of judged.text.trimEnd().split("\n")) host.tell(line);
        else if (judged) world.out(printableLines(judged.text));
      }
    },
  };
}

/** More bytes are no scan: 1 GB. */
const LARGEST = 1e9;

/** Files as the disk has them, and "-" as it is piped in. */
async function bytesWith(world: Pick<World, "input">): Promise<(file: string) => Promise<Uint8Array>> {
  const { STANDARD_INPUT } = await import("tenfold-works/reading");
  const { readBytes } = await import("tenfold/node");
  return (file) => (file === STANDARD_INPUT ? world.input() : readBytes(file, { most: LARGEST }));
}

/** Reads with the network that comes with the package. */
export const read: Command<ReadOptions> = readWith(async ({ threads, effort, calibration }) => {
  const { loadReader } = await import("tenfold/recognize");
  return loadReader({ threads, effort, calibration });
});
