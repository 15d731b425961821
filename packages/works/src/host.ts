import type { BatchEnd, EpochEnd, TrainEnd } from "tenfold";
import type { FetchProgress } from "tenfold/node";

/** Who has a piece of work done, as the work sees it: a terminal, a server, a test. */
export interface Host {
  /** Says a sentence to people; it may hold whatever a file's name holds. */
  tell(sentence: string): void;
  /** Gets how far the work is, as often as that changes. */
  progress(news: Progress): void;
  /** Listens for the wish to stop, from now on until `end`. */
  interruption(): Interruption;
}

export interface Interruption {
  /** Aborted once somebody wishes to stop. */
  readonly signal: AbortSignal;
  /** What a second wish does, in words to be told after the first: "Ctrl-C again quits at once". */
  readonly again?: string;
  end(): void;
}

/** How far a piece of work is. */
export type Progress =
  | ({ readonly of: "fetching" } & FetchProgress)
  /** Strings are being composed, `done` of `all` so far. */
  | { readonly of: "composing"; readonly done: number; readonly all: number }
  /** A file is about to be read, the `number`th of `files`; `end` when its result is to be shown. */
  | { readonly of: "reading"; readonly file: string; readonly number: number; readonly files: number }
  | { readonly of: "reading"; readonly end: true }
  | { readonly of: "training"; readonly begin: true }
  | { readonly of: "training"; readonly batch: BatchEnd }
  | { readonly of: "training"; readonly epoch: Omit<EpochEnd, "model" | "stop"> }
  | { readonly of: "training"; readonly end: Pick<TrainEnd, "interrupted"> };

/** What work throws when it has stopped because somebody wished so; the message says how to go on. */
export class Interrupted extends Error {
  override name = "Interrupted";
}
