import { isNumber, isText } from "../files/json-checks.js";
import { isModelUsed, type ModelUsed } from "./model-used.js";

/** The model that a run goes on from, and what stays of it: `transfer` in `config.json`. */
export interface TransferUsed extends ModelUsed {
  /** Layers that stay as they are: names, or the first so many. */
  readonly freeze?: number | readonly string[];
  /** By how much of the learning rate all layers but the last dense one move. */
  readonly oldRate?: number;
  /** Whether the last dense layer is replaced by a fresh one for the classes of the data. */
  readonly newHead?: boolean;
}

export interface TransferChoices {
  readonly freeze?: TransferUsed["freeze"] | undefined;
  readonly oldRate?: number | undefined;
  readonly newHead?: boolean | undefined;
}

export function isTransferUsed(value: unknown): value is TransferUsed {
  if (!isModelUsed(value)) return false;
  const { freeze = [], oldRate = 1, newHead = false }: Readonly<Record<string, unknown>> = { ...value };
  return (isNumber(freeze) || (Array.isArray(freeze) && freeze.every(isText))) && isNumber(oldRate) && typeof newHead === "boolean";
}
