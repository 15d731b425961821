import { readdir } from "node:fs/promises";
import { FormatError, InputError, presetNamed, UsageError } from "tenfold";
import { makeFolder, writeAside } from "tenfold/node";
import { isCount, isNumber, isRecord, isText } from "../files/json-checks.js";
import { asJson, readJson } from "../files/json-file.js";
import { isRunData, type RunData } from "../records/run-config.js";
import { begunOrder, type Order } from "../resumable/begun-order.js";
import { BASE } from "./arms.js";
import type { StudyFolder } from "./study-folder.js";
import { type AskedOptions, optionOf, RANGES, STUDIES, type StudyOptions } from "./study-options.js";

/** `study.json`: which study it is. */
export interface StudyConfig {
  readonly format: "tenfold study";
  readonly version: 1;
  /** ISO 8601. */
  readonly begun: string;
  readonly options: StudyOptions;
  readonly data: RunData;
}

/** How many seeds a study takes unless told. */
const SEEDS = 3;

/**
 * The study in a folder; undefined where none is yet.
 *
 * @throws UsageError when it was begun with other options than are asked for
 * @throws InputError when it is a study of another kind, or something else lies there
 * @throws FormatError when its file is damaged
 */
export async function studyIn(folder: StudyFolder, asked: AskedOptions): Promise<StudyConfig | undefined> {
  const begun = await begunOrder(studyOrder(folder), asked);
  if (begun) return begun;
  const others = (await readdir(folder.path).catch(() => [])).filter((name) => !name.startsWith("."));
  if (others.length > 0) throw new InputError(`${folder.path} holds ${others[0]} and no study; pass another --out`);
  return undefined;
}

/** Begins a study: leaves its file in its folder, which is made. */
export async function beginStudy(folder: StudyFolder, options: StudyOptions, data: RunData): Promise<StudyConfig> {
  const config: StudyConfig = { format: "tenfold study", version: 1, begun: new Date().toISOString(), options, data };
  await makeFolder(folder.path);
  await writeAside(folder.config, asJson(config));
  return config;
}

/** With everything that was left open decided. */
export function settled({ seeds: askedSeeds = SEEDS, ...asked }: AskedOptions): StudyOptions {
  const preset = asked.preset ?? (asked.kind === "architectures" ? undefined : BASE);
  const { seed } = presetNamed(preset ?? BASE);
  const seeds = typeof askedSeeds === "number" ? Array.from({ length: askedSeeds }, (_, index) => seed + index) : askedSeeds;
  return { ...asked, ...(preset !== undefined && { preset }), seeds };
}

function studyOrder(folder: StudyFolder): Order<StudyConfig, AskedOptions> {
  return {
    file: folder.config,
    read: () => readStudyConfig(folder),
    refuseOther: ({ options }, asked) => refuseOtherStudy(folder.path, options, asked),
  };
}

async function readStudyConfig({ config: path }: StudyFolder): Promise<StudyConfig> {
  const config = await readJson(path, "restore it, or pass another --out");
  if (!isStudyConfig(config)) throw new FormatError(`${path} describes no study of this version of Tenfold; pass another --out`);
  return config;
}

function refuseOtherStudy(path: string, begun: StudyOptions, asked: AskedOptions): void {
  if (asked.kind !== begun.kind) throw new InputError(`${path} holds a study of ${begun.kind}, not of ${asked.kind}; pass another --out`);
  const { ranges = {}, kind, architectures, ...options } = asked;
  for (const [key, value] of Object.entries({ ...options, ...ranges })) {
    const had =
      key in ranges ? begun.ranges?.[key as keyof typeof ranges] : key === "seeds" ? seedsLike(value, begun) : begun[key as never];
    if (value !== undefined && written(value) !== written(had)) {
      const was = had === undefined ? "without" : `with ${written(had)}`;
      throw new UsageError(`${optionOf(key)} ${written(value)}: ${path} was begun ${was}; leave the option out, or pass another --out`);
    }
  }
  if (architectures && written(architectures) !== written(begun.architectures)) {
    const had = begun.architectures ? written(begun.architectures) : "all architectures";
    throw new UsageError(`${written(architectures)}: ${path} was begun with ${had}; leave the names out, or pass another --out`);
  }
}

/** The seeds of a study in the form they are asked for in: their number, or each. */
function seedsLike(asked: unknown, { seeds }: StudyOptions): unknown {
  return typeof asked === "number" ? seeds.length : seeds;
}

function written(value: unknown): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** Whether each part is of its kind; what names something unknown is found where it is used. */
export function isStudyConfig(value: unknown): value is StudyConfig {
  if (!isRecord(value) || value.format !== "tenfold study" || value.version !== 1 || !isText(value.begun)) return false;
  const { options, data } = value;
  if (!isRecord(options) || !STUDIES.some((kind) => kind === options.kind)) return false;
  const { preset, epochs, seeds, limit, threads, architectures, ranges } = options;
  return (
    (preset === undefined || isText(preset)) &&
    [epochs, limit, threads].every((count) => count === undefined || (isCount(count) && count > 0)) &&
    isListOf(seeds, isCount) &&
    isRunData(data) &&
    (architectures === undefined || isListOf(architectures, isText)) &&
    (ranges === undefined || (isRecord(ranges) && Object.entries(ranges).every(isRange)))
  );
}

function isRange([key, values]: readonly [string, unknown]): boolean {
  return RANGES.some((range) => range === key) && isListOf(values, isNumber);
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.length > 0 && value.every(is) && new Set(value).size === value.length;
}
