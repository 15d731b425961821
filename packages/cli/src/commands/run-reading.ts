import type { Picture } from "tenfold";
import type { DocumentPage, PageContent } from "tenfold/document";
import { UsageError } from "tenfold/errors";
import { type PageDecoder, readBytes } from "tenfold/node";
import type { Effort, OwnCalibration, WriterContext } from "tenfold/recognize";
import type { Format, TableOptions } from "tenfold-works/formats";
import {
  grayPages,
  type Input,
  isPenFile,
  listInputs,
  openSinks,
  type PageReader,
  pagesAhead,
  pageWorkers,
  readAll,
  type Sinks,
  STANDARD_INPUT,
  settingsOf,
  tableOptionsOf,
  type WhatToRead,
} from "tenfold-works/reading";
import { readCalibration } from "tenfold-works/truth";
import { profilesIn } from "tenfold-works/writers";
import { printableLines } from "../terminal/printable.js";
import { quieted, type World } from "../terminal/world.js";
import { type PrintedPages, printedPages } from "../texts/printed-pages.js";
import { type Judgement, type Judging, openJudging, REPORT } from "./judging.js";
import { type Outputs, outputsOf } from "./read-outputs.js";
import { type WriterOptions, writerAsked, writerIn } from "./writer-options.js";

/** What the command line says. */
export interface ReadOptions extends WriterOptions {
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
  readonly all?: boolean;
  readonly threads?: number;
  readonly jobs?: number;
  readonly quiet?: boolean;
}

/** Opens who reads, once the rest of the command line is in order. */
export type OpenReader = (options: {
  readonly threads: number | undefined;
  readonly effort: Effort | undefined;
  readonly calibration: OwnCalibration | undefined;
}) => Promise<PageReader>;

/**
 * Reads files and puts what was read where the command line says: a journal and a file, pictures, a report, or the terminal.
 *
 * @param decoder decodes the pages; it is the caller's to close
 * @throws UsageError when options exclude each other, or mean nothing
 * @throws InputError when something is there already, or, in the end, when some could not be read
 */
export async function runReading(openReader: OpenReader, options: ReadOptions, decoder: PageDecoder, world: World): Promise<void> {
  const asked = await checked(options);
  const { quiet, threads, effort, jobs = 1 } = options;
  const { calibration, settings } = asked;
  const host = quiet ? quieted(world) : world;
  tellUnused(host, settings.template?.writer?.namedBy, options);
  const pages = openPages(options, asked, decoder, world);
  try {
    const reader = await openReader({ threads: jobs > 1 ? 1 : threads, effort, calibration }); // before a journal is begun: it may refuse the calibration
    try {
      const sinks = await sinksOf(options, asked, reader, pages);
      await readInto(sinks, { ...asked, reader, ways: pages.ways, options, world, host });
    } finally {
      await reader.dispose?.();
    }
  } finally {
    await pages.end();
  }
}

/** Says that a field names the writer, and nothing is known of writers. */
function tellUnused(host: World, namedBy: string | undefined, { hand, profiles }: ReadOptions): void {
  if (namedBy !== undefined && profiles === undefined && hand !== "many")
    host.tell(
      `the field ${namedBy} names the writer, and nothing is known of writers: --profiles FOLDER reads each by his profile, ID.profile.json`,
    );
}

/** The command line with the files that it names. */
interface Asked {
  readonly outputs: Outputs;
  readonly settings: WhatToRead;
  readonly inputs: readonly Input[];
  readonly tables: TableOptions;
  readonly calibration: OwnCalibration | undefined;
  readonly writer: WriterContext | undefined;
  readonly judging: Judging | undefined;
}

async function checked(options: ReadOptions): Promise<Asked> {
  const { retry, resume, truth, report = REPORT } = options;
  if (retry && !resume) throw new UsageError("--retry says what --resume reads again; pass both");
  const outputs = outputsOf(options);
  const settings = await settingsOf(options);
  const inputs = await listInputs(options.files, options.annotate);
  const tables = tableOptionsOf(options, settings, inputs);
  const calibration = options.calibration === undefined ? undefined : await readCalibration(options.calibration);
  const writer = await writerIn(options, settings);
  const judging = truth === undefined ? undefined : await openJudging({ truth, report, inputs, ...settings });
  return { outputs, settings, inputs, tables, calibration, writer, judging };
}

/** How pages are decoded, and who reads them: each in turn, the next one decoded meanwhile, or side by side by threads of their own. */
function openPages(
  { all, effort, hand, profiles, annotate, truth, resume, jobs = 1 }: ReadOptions,
  { settings, inputs, calibration, writer, judging }: Asked,
  decoder: PageDecoder,
  world: Pick<World, "input">,
) {
  const bytesOf = bytesWith(world);
  const gray = annotate === undefined && truth === undefined;
  const pagesOf = decoder.pages;
  const how = { ...settings, all, levels: judging?.levels, hand, writer };
  if (jobs > 1) {
    const workers = pageWorkers(jobs, { ...how, effort, calibration, profiles });
    const ways = { ...how, bytesOf, read: workers.read, sideBySide: jobs, jobs, pagesOf: gray ? grayPages(decoder) : pagesOf };
    return { bytesOf, pagesOf, ways, end: workers.end };
  }
  const ahead = pagesAhead({ bytesOf, pagesOf, gray });
  const [first] = inputs;
  if (!resume && first && first.error === undefined && !isPenFile(first.file)) ahead.expect(first.file); // while networks are loaded
  const profileOf = profiles === undefined ? undefined : profilesIn(profiles);
  return { bytesOf, pagesOf, ways: { ...how, bytesOf, ahead, profileOf }, end: async () => ahead.end() };
}

type OpenPages = ReturnType<typeof openPages>;

/** More bytes are no scan: 1 GB. */
const LARGEST = 1e9;

/** Files as the disk has them, and "-" as it is piped in. */
function bytesWith(world: Pick<World, "input">): (file: string) => Promise<Uint8Array> {
  return (file) => (file === STANDARD_INPUT ? world.input() : readBytes(file, { most: LARGEST }));
}

function sinksOf(
  { field, template, find, effort, hand, profiles, all, crops, annotate, resume = false, retry }: ReadOptions,
  { outputs, settings, inputs, tables, calibration, writer }: Asked,
  reader: PageReader,
  { bytesOf, pagesOf }: OpenPages,
): Promise<Sinks> {
  const asked = {
    ...(field !== undefined && { field }),
    ...(template !== undefined && { template }),
    ...(find && { find }),
    maxError: settings.maxError,
    ...(effort !== undefined && { effort }),
    ...(hand !== undefined && { hand }),
    ...(writer && { writer: writerAsked(writer) }),
    ...(profiles !== undefined && { profiles }),
    ...(all && { all }),
    ...(calibration && { calibration: calibration.correction }),
    ...(crops !== undefined && { crops }),
  };
  const result = outputs.file && { ...outputs.file, tables };
  return openSinks({ inputs, result, resume, retry, annotate, crops, settings: asked, reader, bytesOf, pagesOf });
}

interface Reading extends Asked {
  readonly reader: PageReader;
  readonly ways: OpenPages["ways"];
  readonly options: ReadOptions;
  readonly world: World;
  readonly host: World;
}

async function readInto(sinks: Sinks, { reader, ways, options, world, host, ...asked }: Reading): Promise<void> {
  const { outputs, inputs, tables, judging } = asked;
  const { file, ...printing } = outputs;
  const silent = file !== undefined || judging !== undefined; // a file is the result, or what came of judging
  const printed = printedPages(reader, { ...printing, tables, silent }, world.out);
  const told = { ...hearers(sinks, judging, printed), onFailure: world.tell };
  let judged: Judgement | undefined;
  try {
    const reading = readAll(inputs, { ...ways, ...told, reader, done: sinks.done, givenUp: sinks.givenUp }, host);
    judged = await judging?.after(reading, reader);
    await reading;
  } finally {
    printed.end(judged && { truth: judged.report });
    await sinks.close();
    if (judged) tellJudged(judged, printing, host);
  }
}

/** Who hears of what was read. */
function hearers(sinks: Sinks, judging: Judging | undefined, printed: PrintedPages) {
  return {
    async onFile(pages: readonly DocumentPage[]) {
      await sinks.onFile(pages);
      judging?.onFile(pages);
      pages.forEach(printed.print);
    },
    async onPage(page: DocumentPage, picture: Picture, found: PageContent | undefined) {
      await sinks.onPage(page, picture, found);
      await judging?.onPage(page, picture);
    },
    async onEnd() {
      await printed.printWhole();
      await sinks.onEnd();
    },
  };
}

/** On stdout, unless a document or table is there. */
function tellJudged({ text }: Judgement, { json, csv, whole }: Omit<Outputs, "file">, host: World): void {
  if (json || csv || whole) for (const line of text.trimEnd().split("\n")) host.tell(line);
  else host.out(printableLines(text));
}
