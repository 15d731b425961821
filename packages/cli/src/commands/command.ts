import { InvalidArgumentError } from "commander";
import type { ContextRow } from "tenfold";
import type { Format } from "tenfold-works/formats";
import type { World } from "../terminal/world.js";

/** A command of the program: what its help says, and what it does. */
export interface Command<Options extends object = object> {
  /** More than its line in the list of all commands, for its own help. */
  readonly details?: string;
  /** A description each of the arguments that it takes. */
  readonly arguments?: readonly string[];
  readonly options: readonly Option[];
  /** Command lines without the program's name, and what each is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** Gets arguments and options by their names in camel case. Loads what is slow to load only here. */
  run(options: Options, host: World): Promise<void>;
}

/** A command as the list of all commands shows it, and where the rest of it is. */
export interface KnownCommand {
  readonly name: string;
  /** Its arguments in commander's notation: "<model>", "[files...]". */
  readonly takes: readonly string[];
  /** One line. */
  readonly summary: string;
  /** Loads the command: nothing of it is needed before it is called. */
  load(): Promise<Command>;
}

export interface Option {
  /** In commander's notation, "--batch-size <n>". */
  readonly notation: string;
  readonly description: string;
  readonly parse?: (text: string) => unknown;
}

/** Options that several commands have. */
export const shared = {
  json: { notation: "--json", description: "print one JSON document" },
  quiet: { notation: "--quiet", description: "print no progress" },
  threads: {
    notation: "--threads <n>",
    description: "how many threads compute (default: TENFOLD_THREADS, or all cores)",
    parse: wholeNumber(1, 64),
  },
  maxError: {
    notation: "--max-error <share>",
    description: "the share of accepted strings that may be wrong (default: 0.005)",
    parse: shareBelowOne,
  },
  format: {
    notation: "--format <format>",
    description: "json, jsonl, csv, tsv, xlsx, hocr, alto, page, pdf or labelstudio (default: as the ending of --out says)",
    parse: oneOf<Format>("json", "jsonl", "csv", "tsv", "xlsx", "hocr", "alto", "page", "pdf", "labelstudio"),
  },
  effort: {
    notation: "--effort <effort>",
    description: "how long to look: fast, usual or thorough (default: usual)",
    parse: oneOf("fast", "usual", "thorough"),
  },
  hand: {
    notation: "--hand <who>",
    description: "whose hand a page is: one, many, or auto, as its digits look (default: many)",
    parse: oneOf("one", "many", "auto"),
  },
  data: { notation: "--data <data>", description: "a set by name, or a folder or table of your own (default: mnist)" },
  resize: { notation: "--resize", description: "scale pictures of another size to the network's" },
  context: {
    notation: "--context <table>",
    description: "what is known beside the images (region, pen, age): a table with a row an image, writer or file",
  },
  labelColumn: { notation: "--label-column <column>", description: "of a table the labels' column, by name or number (default: found)" },
} satisfies Record<string, Option>;

/** Options of the commands that train. */
export const training = {
  epochs: { notation: "--epochs <n>", description: "at most so many, in place of the preset's", parse: wholeNumber(1) },
  batchSize: { notation: "--batch-size <n>", description: "images a step, in place of the preset's", parse: wholeNumber(1, 4096) },
  seed: { notation: "--seed <n>", description: "decides everything random (default: 42)", parse: wholeNumber(0, 2 ** 32 - 1) },
  with: {
    notation: "--with <options>",
    description: "options of the architecture, as depth=14,width=48: resnet has both, accurate width, efficientnet compound",
    parse: numbersByName,
  },
  optimizer: {
    notation: "--optimizer <kind>",
    description: "adam or sgd, that with Nesterov's momentum of 0.9 (default: the preset's)",
    parse: oneOf("adam", "sgd"),
  },
  rate: {
    notation: "--rate <rate>",
    description: "the learning rate at its highest (default: the preset's; sgd: 0.05)",
    parse: numberFrom(0, 10),
  },
  dropout: {
    notation: "--dropout <share>",
    description: "so much is dropped by every dropout layer (default: the network's)",
    parse: numberFrom(0, 0.99),
  },
  labelSmoothing: {
    notation: "--label-smoothing <share>",
    description: "spread so much of each label over all classes (default: the preset's)",
    parse: numberFrom(0, 0.99),
  },
  validation: {
    notation: "--validation <what>",
    description: "judge each epoch by such a share of the training images, set aside, or by data of its own (default: the preset's share)",
    parse: shareOrData,
  },
  wear: {
    notation: "--wear <share>",
    description: "spoil so much of the images, digits of 28 x 28, as light, paper, pens and cameras do (default: none)",
    parse: numberFrom(0, 1),
  },
  noAugment: { notation: "--no-augment", description: "show the images as they are, never turned or shifted" },
  noEvaluate: { notation: "--no-evaluate", description: "leave the test images alone" },
  labels: {
    notation: "--labels <n>",
    description: "only so many labelled training images, drawn by the seed, evenly from each class",
    parse: wholeNumber(1),
  },
  overwrite: { notation: "--overwrite", description: "a run that is in --out gives way" },
  resume: { notation: "--resume", description: "go on with the run in --out, or with the latest unfinished one in runs/" },
} satisfies Record<string, Option>;

/** Reads a whole number in a range. */
export function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const wanted = to === Number.MAX_SAFE_INTEGER ? `a whole number from ${from}` : `a whole number from ${from} to ${to}`;
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < from || value > to) throw new InvalidArgumentError(`${wanted} is wanted`);
    return value;
  };
}

/** Reads numbers with names, "depth=14,width=48". */
function numbersByName(text: string): Readonly<Record<string, number>> {
  const entries = text.split(",").map((part) => /^\s*([a-z]\w*)\s*=\s*(\d+)\s*$/i.exec(part)?.slice(1) ?? []);
  const names = entries.map(([name]) => name);
  if (names.includes(undefined)) throw new InvalidArgumentError("names and whole numbers, as in depth=14,width=48, are wanted");
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new InvalidArgumentError(`${twice} is told twice`);
  return Object.fromEntries(entries.map(([name, value]) => [name, Number(value)]));
}

/** Reads what is known of a writer, a JSON object of texts and numbers. */
export function contextRow(text: string): ContextRow {
  const wanted = 'a JSON object of texts and numbers, as {"region":"CH"}, is wanted';
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    throw new InvalidArgumentError(wanted);
  }
  const isKnown = (value: unknown) => value === null || typeof value === "string" || typeof value === "number";
  if (typeof row !== "object" || row === null || Array.isArray(row) || !Object.values(row).every(isKnown))
    throw new InvalidArgumentError(wanted);
  return row as ContextRow;
}

/** Reads what a form, or a field of one, may be called. */
export function lineOfText(text: string): string {
  if (text.trim() === "" || text.length > 200 || /\p{Cc}/u.test(text))
    throw new InvalidArgumentError("1 to 200 signs on one line are wanted");
  return text;
}

/** Reads a number in a range. */
export function numberFrom(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!(value >= from && value <= to)) throw new InvalidArgumentError(`a number from ${from} to ${to} is wanted`);
    return value;
  };
}

/** Reads a number above 0 and below 1. */
function shareBelowOne(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value > 0 && value < 1)) throw new InvalidArgumentError("a number above 0 and below 1, as 0.01 for 1 %, is wanted");
  return value;
}

/** Reads a number above 0 and below 1, or where data is: what begins as a number is none. */
function shareOrData(text: string): number | string {
  return /^\s*([+-]?[\d.]|$)/.test(text) && !/^\.{0,2}\//.test(text) ? shareBelowOne(text) : text;
}

/** Reads a number above 0, at most 1. */
export function share(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+(e-?\d+)?$/i.test(text) || !(value > 0 && value <= 1))
    throw new InvalidArgumentError("a number above 0, at most 1, is wanted");
  return value;
}

/** Reads a whole number, or words with commas between them. */
export function numberOrNames(text: string): number | readonly string[] {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) throw new InvalidArgumentError("a whole number, or names with commas between them, are wanted");
  return names;
}

/** Reads one of a few words. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((known) => known === text);
    if (word === undefined) throw new InvalidArgumentError(`${words.slice(0, -1).join(", ")} or ${words.at(-1)} is wanted`);
    return word;
  };
}
