import type { CallbackMemory } from "../../callbacks/callback.js";
import { FormatError } from "../../errors.js";
import type { WeightValues } from "../../model/network/weights.js";
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from "../../model/stored/safetensors.js";
import type { OptimizerState } from "../../optimizers/optimizer.js";

/** Everything a training needs to go on to the same weights, bit for bit, as if it had never stopped. */
export interface ResumeState {
  /** The epoch to go on in, from 1. */
  readonly epoch: number;
  /** Steps already done in that epoch. */
  readonly batch: number;
  /** Steps done in all. */
  readonly step: number;
  /** Sums over the examples of the epoch so far, by metric. */
  readonly sums: Readonly<Record<string, number>>;
  readonly seen: number;
  /** Seconds spent in the epoch so far. */
  readonly seconds: number;
  /** Why training has ended, if it has; `null` while it goes on. */
  readonly ended: string | null;
  /** What must be the same when going on: architecture, data, batch size, seed, … */
  readonly recipe: Readonly<Record<string, string | number>>;
  readonly weights: WeightValues;
  readonly optimizer: OptimizerState;
  readonly callbacks: Readonly<Record<string, CallbackMemory>>;
}

const VERSION = "1";

/** Packs a state as a safetensors file: numbers as JSON in the metadata, arrays as tensors. */
export function encodeResume({ weights, optimizer, callbacks, ...position }: ResumeState): Uint8Array {
  const tensors: Record<string, StoredTensor> = {};
  for (const [name, value] of Object.entries(weights)) tensors[`weights/${name}`] = value;
  for (const [name, data] of Object.entries(optimizer.tensors)) tensors[`optimizer/${name}`] = { shape: [data.length], data };
  for (const [callback, memory] of Object.entries(callbacks)) {
    for (const [name, value] of Object.entries(memory.tensors ?? {})) tensors[`callback/${callback}/${name}`] = value;
  }
  const values = Object.fromEntries(Object.entries(callbacks).map(([name, memory]) => [name, memory.values]));
  return encodeSafetensors(tensors, {
    format: "tenfold resume",
    format_version: VERSION,
    position: JSON.stringify(position),
    optimizer: JSON.stringify(optimizer.numbers),
    callbacks: JSON.stringify(values),
  });
}

/** @throws FormatError when the bytes are no resume file of this version */
export function decodeResume(bytes: Uint8Array, name: string): ResumeState {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  if (metadata.format !== "tenfold resume" || metadata.format_version !== VERSION) {
    throw new FormatError(`${name} is not a resume file of this version of Tenfold; start the run anew`);
  }
  const part = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), value]),
    );
  try {
    const position = JSON.parse(metadata.position ?? "") as Omit<ResumeState, "weights" | "optimizer" | "callbacks">;
    const values = JSON.parse(metadata.callbacks ?? "") as Record<string, CallbackMemory["values"]>;
    const numbers = JSON.parse(metadata.optimizer ?? "") as Record<string, number>;
    if (!isPosition(position) || !isObject(values) || !Object.values(values).every(isObject) || !isObject(numbers)) throw damaged(name);
    const callbacks = Object.entries(values).map(([callback, memory]) => {
      const kept = part(`callback/${callback}/`);
      return [callback, { values: memory, ...(Object.keys(kept).length > 0 && { tensors: kept }) }] as const;
    });
    const moments = Object.entries(part("optimizer/")).map(([key, { data }]) => [key, data] as const);
    return {
      ...position,
      weights: part("weights/"),
      optimizer: { tensors: Object.fromEntries(moments), numbers },
      callbacks: Object.fromEntries(callbacks),
    };
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged(name);
    throw error;
  }
}

function isPosition(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { epoch, batch, step, seen, seconds, sums, recipe, ended } = value;
  return (
    [epoch, batch, step, seen].every((count) => Number.isSafeInteger(count) && Number(count) >= 0) &&
    typeof seconds === "number" &&
    [sums, recipe].every(isObject) &&
    (ended === null || typeof ended === "string")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function damaged(name: string): FormatError {
  return new FormatError(`${name}: its metadata is damaged; start the run anew`);
}
