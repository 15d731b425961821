import { docsAddress } from "tenfold-works";
import { type Command, contextRow, numberFrom, shared, wholeNumber } from "./command.js";
import { REPORT } from "./judging.js";
import type { OpenReader, ReadOptions } from "./run-reading.js";

/** The command `read` with a reader of its own choice, which is opened once the rest of the command line is in order. */
export function readWith(openReader: OpenReader): Command<ReadOptions> {
  return {
    details: `Takes PNG, JPEG, WebP, TIFF, GIF, AVIF, SVG, PDF and, with the package heic-decode beside it, HEIC, every page of a file, and folders with such files, in natural order, with the \
folders in them; and pen strokes, as signature_pad's toData() gives them (.json) or as .inkml; - is what is piped in. Without --field and --template every line of digits is read; with --field each page is one field of that kind, cut out; with --find \
it is a whole check or envelope, on which the amount or postal code is found first, as up to three proposals, the likeliest first, which are for a person to look at \
unless place and reading are both sure; with --template it is a form, whose fields are read: tenfold form --help.

A string is accepted when it is likely enough to be right that of the accepted ones at most the share in --max-error is wrong; others are for \
a person to look at, with the reasons. Each line is looked at several times, as --effort says: more looks read more right and are surer of it. Lines of print or letters are left out, with a notice. With --hand one or auto, or the --profile of a writer, each digit is read by what the others of its page show of the hand; context says how many showed it, and how many are \
read otherwise for it. --writer tells the region where somebody learned to write: a stroke with a flag is a 1 in CH and a 7 in US. Confidences are calibrated without (${docsAddress("writers.md")}). A file that cannot be read is told of and the rest goes on; the exit code is then 1. In \
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
      shared.maxError,
      shared.effort,
      shared.hand,
      { notation: "--profile <file>", description: "how the writer writes: tenfold writer learn" },
      { notation: "--writer <json>", description: 'where the writer is from, as \'{"region":"CH"}\'', parse: contextRow },
      { notation: "--profiles <folder>", description: "with --template: files ID.profile.json, by the field that names the writer" },
      { notation: "--all", description: "lines too that are likelier print or letters than digits" },
      shared.json,
      { notation: "--csv", description: "print a table" },
      shared.format,
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
    async run(options, world) {
      const { pageDecoder } = await import("tenfold/node/decoder");
      const { pageTimeout, pageMemory, jobs = 1 } = options;
      const decoder = pageDecoder({ pageTimeout, pageMemory, processes: jobs });
      decoder.start(); // while the rest is loaded
      try {
        const { runReading } = await import("./run-reading.js");
        await runReading(openReader, options, decoder, world);
      } finally {
        decoder.close();
      }
    },
  };
}

/** Reads with the network that comes with the package. */
export const read: Command<ReadOptions> = readWith(async ({ threads, effort, calibration }) => {
  const { loadReader } = await import("tenfold/recognize");
  return loadReader({ threads, effort, calibration });
});
