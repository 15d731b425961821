import { whole } from "./numbers.js";
import type { ReportData } from "./report-data.js";

/** A setting as the report shows it: what it is, what it was. */
export type Row = readonly [term: string, value: string];

/** Settings that a reader looks for first, in this order. Two names are those of two writers of `config.json`. */
const KNOWN: readonly Row[] = [
  ["preset", "Preset"],
  ["architecture", "Architecture"],
  ["seed", "Seed"],
  ["epochs", "Epochs"],
  ["batchSize", "Batch size"],
  ["batch_size", "Batch size"],
  ["optimizer", "Optimizer"],
  ["schedule", "Learning rate"],
  ["loss", "Loss"],
  ["augment", "Augmentation"],
  ["augmentation", "Augmentation"],
  ["threads", "Threads"],
  ["build", "Kernels"],
];
/** What the report shows in places of its own. */
const ELSEWHERE = ["data", "versions", "machine"];

/** The settings of a run as rows: known ones first under friendly names, then the others as they come. */
export function recipe({ config, history }: ReportData): Row[] {
  const known = KNOWN.filter(([key]) => key in config || key === "epochs");
  const others = Object.keys(config).filter((key) => !KNOWN.some(([name]) => name === key) && !ELSEWHERE.includes(key));
  return [
    ...known.map(([key, term]): Row => [term, key === "epochs" ? epochs(history.length, config.epochs) : describe(config[key])]),
    ...others.map((key): Row => [capitalized(words(key)), describe(config[key])]),
  ];
}

/** "20 run", or "20 run of 30" when more were asked for. */
function epochs(run: number, asked: unknown): string {
  return typeof asked === "number" && asked !== run ? `${whole(run)} run of ${whole(asked)}` : `${whole(run)} run`;
}

/**
 * Any value of a JSON document in words: `{ kind: "adam", rate: 0.001 }` -> "adam, rate 0.001". A `kind` or `name` speaks for itself;
 * a list of such things is separated by semicolons.
 */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && Number.isNaN(value)) return "not a number";
  if (typeof value === "string") return value.replace(MOMENT, "$1 $2 UTC") || "none";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(describe).join(value.some(isObject) ? "; " : ", ") || "none";
  const parts = Object.entries(value).map(([key, part]) =>
    ["kind", "name"].includes(key) ? describe(part) : `${words(key)} ${nested(part)}`,
  );
  return parts.join(", ") || "none";
}

/** A moment as ISO 8601 writes it; a reader wants no more than the minute. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/;

/** What has parts of its own keeps them together. */
function nested(value: unknown): string {
  return isObject(value) ? `(${describe(value)})` : describe(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** "shiftPixels" and "shift_pixels" -> "shift pixels". */
function words(key: string): string {
  return key
    .replaceAll("_", " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
