import { FormatError, type Preset } from "tenfold";
import { readBytes, writeAside } from "tenfold/node";
import type { DataUsed } from "../report/report-data.js";
import type { RunFolder } from "./run-folder.js";

/** `config.json`: all that is needed to repeat a run. */
export interface RunConfig extends Omit<Preset, "name"> {
  readonly preset: string;
  readonly loss: string;
  readonly threads: number;
  /** Which build of the kernels computed; the two differ in the last bits. */
  readonly build: "plain" | "relaxed";
  /** When the run began, ISO 8601. */
  readonly begun: string;
  readonly data: {
    /** Absent: MNIST, as the library carries it. */
    readonly folder?: string;
    readonly training: DataUsed;
    readonly test: DataUsed;
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: string;
}

export async function writeConfig(run: RunFolder, config: RunConfig): Promise<void> {
  await writeAside(run.config, asJson(config));
}

/**
 * @throws InputError when there is none
 * @throws FormatError when it is none of a run
 */
export async function readConfig(run: RunFolder): Promise<RunConfig> {
  const config = await readJson(run.config);
  if (!isConfig(config)) throw new FormatError(`${run.config} describes no run of tenfold train; begin a new run`);
  return config;
}

/** The part of a config that says how to train. */
export function presetOf({ preset: name, loss, threads, build, begun, data, versions, machine, ...recipe }: RunConfig): Preset {
  return { name, ...recipe };
}

/** @throws FormatError when the file is not JSON */
export async function readJson(path: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(path));
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError(`${path} is not JSON; restore it, or begin a new run`);
  }
}

export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What tells a config from other JSON; numbers out of range are found where they are used. */
function isConfig(value: unknown): value is RunConfig {
  if (typeof value !== "object" || value === null) return false;
  const { preset, architecture, optimizer, schedule, data, versions, seed, epochs, batchSize, begun } = value as Partial<RunConfig>;
  return (
    [preset, architecture, begun].every((text) => typeof text === "string") &&
    [seed, epochs, batchSize].every((number) => typeof number === "number") &&
    [optimizer, schedule, versions, data?.training?.hashes, data?.test?.hashes].every((part) => typeof part === "object" && part !== null)
  );
}
