import { type Command, shareBelowOne, shared } from "../command.js";
import { quieted } from "../host.js";
import { printable } from "../printable.js";
import type { PageReader } from "../read/page-reader.js";

export interface ReadOptions {
  readonly files: readonly string[];
  readonly field?: string;
  readonly template?: string;
  readonly maxError?: number;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly out?: string;
  readonly resume?: boolean;
  readonly annotate?: string;
  readonly threads?: number;
  readonly quiet?: boolean;
}

/** The command `read` with a reader of its own choice, which is opened once the rest of the command line is in order. */
export function readWith(openReader: (options: { readonly threads: number | undefined }) => Promise<PageReader>): Command<ReadOptions> {
  return {
    name: "read",
    summary: "Read digits on pictures, pages and forms",
    details: `Takes PNG, JPEG, WebP, TIFF, GIF, AVIF, SVG and PDF, every page of a file, and folders with such files, in natural order, with the \
folders in them. Without --field and --template every line of digits is read; with --field each page is one field of that kind; with --template \
it is a form, whose fields are read: tenfold form --help.

A string is accepted when it is likely enough to be right that of the accepted ones at most the share in --max-error is wrong; others are for \
a person to look at, with the reasons. A file that cannot be read is told of and the rest goes on; the exit code is then 1. In \
the end a line on stderr counts what came of several files.

Results go to stdout as text, with --csv as a table with a line a string, or with --json as one document { pages: [...] }, page by page as they are \
read; --out writes JSON lines, one page each, which --resume goes on with after an interruption, reading again what could not be read; \
what was asked for stands beside it in FILE.settings.json. --annotate draws a PNG a page, named and in folders as the files are. A page is { file, page, pages, strings: [{ name?, \
text, value?, confidence, status, reasons, box, corners?, isBlank?, digits: [{ value, confidence, top3, box }], alternatives }], grids: [{ rows, \
columns, cells: [{ row, column, box, digit? }] }], reason?, notice? }, boxes in pixels; of a grid each row is a string, too, with "." for a cell \
without a digit; what could not be read is { file, page?, error }. In CSV, text that a spreadsheet would take for a formula has an apostrophe in front.`,
    arguments: [["<files...>", "pictures, PDFs, folders"]],
    options: [
      {
        notation: "--field <kind>",
        description:
          'each page is one field: of a kind that tenfold fields lists, as us-zip, or JSON as \'{"kind": "digits", "length": 6}\'',
      },
      { notation: "--template <file>", description: "each page is a form" },
      {
        notation: "--max-error <share>",
        description: "the share of accepted strings that may be wrong (default: 0.005)",
        parse: shareBelowOne,
      },
      shared.json,
      { notation: "--csv", description: "print a table" },
      { notation: "--out <file>", description: "write JSON lines into a file, .jsonl" },
      { notation: "--resume", description: "go on with --out: files that are in it are not read again" },
      { notation: "--annotate <folder>", description: "draw what was read onto the pages" },
      shared.threads,
      shared.quiet,
    ],
    examples: [
      ["read photo.jpg", "the digits in a photo"],
      ["read envelopes/ --field us-zip --csv", "a folder of cut-out postal codes"],
      ["read scans.pdf --template form.json --max-error 0.01 --annotate seen/", "forms, and pictures of what was read"],
      ["read archive/ --template form.json --out read.jsonl --resume", "goes on where it was interrupted"],
    ],
    async run({ files, threads, json, csv, out, resume, annotate, quiet, ...given }, world) {
      const { settingsOf, checkOutputs } = await import("../read/read-settings.js");
      const host = quiet ? quieted(world) : world;
      checkOutputs({ json, csv, out, resume });
      const settings = await settingsOf(given);
      const { listInputs } = await import("../read/list-inputs.js");
      const inputs = await listInputs(files, annotate);
      const { openSinks } = await import("../read/open-sinks.js");
      const { field, template } = given;
      const asked = { ...(field !== undefined && { field }), ...(template !== undefined && { template }), maxError: settings.maxError };
      const sinks = await openSinks({ inputs, json, csv, out, resume: resume === true, annotate, settings: asked }, world);
      const reader = await openReader({ threads });
      try {
        const { readAll } = await import("../read/read-all.js");
        await readAll(inputs, { ...settings, ...sinks, reader, onFailure: (sentence) => world.err(`${printable(sentence)}\n`) }, host);
      } finally {
        await sinks.close();
        await reader.dispose?.();
      }
    },
  };
}

/** Reads with the network that comes with the package. */
export const read: Command<ReadOptions> = readWith(async ({ threads }) => {
  const { loadReader } = await import("tenfold/recognize");
  return loadReader(threads === undefined ? {} : { threads });
});
