import type { OwnCalibration } from "tenfold/recognize";
import type { DocumentSettings } from "../../store/stored-documents.js";
import type { JudgedField } from "../guard/chosen-verdict.js";
import type { BaseOutcome } from "../guard/guard.js";
import type { CorrectedDigits } from "../kept/corrected-digits.js";
import type { CorrectedField } from "../kept/corrected-fields.js";
import type { TrainingProgress } from "../kept/trainings.js";
import type { BaseSizes } from "./base-set.js";
import type { LearnedDigits } from "./learn-digits.js";

/** What a training's thread is started with. */
export interface TrainingStart {
  /** The file of the model in use; undefined where that came with the package. */
  readonly model: Uint8Array | undefined;
  /** What is known of its confidences by corrections, where that was fitted. */
  readonly calibration: OwnCalibration | undefined;
  readonly threads: number;
  readonly sizes: BaseSizes;
}

/** A document and those of its fields that somebody has corrected. */
export interface DocumentOrder {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly settings: DocumentSettings;
  readonly fields: readonly CorrectedField[];
}

export interface LearnOrder {
  readonly folder: string;
  readonly digits: LearnedDigits;
  readonly seed: number;
}

/** What is learned: the model's file, and what readings call it. */
export interface Learned {
  readonly bytes: Uint8Array;
  readonly content: string;
  /** Pictures of the base set that were learned again. */
  readonly base: number;
}

/** What a training's thread does, one call at a time. */
export interface TrainingCalls {
  /** Which digits of a document's fields are which. */
  cut(order: DocumentOrder): Promise<CorrectedDigits[]>;
  /** Learns; what follows judges the model that comes of it. */
  learn(order: LearnOrder): Promise<Learned>;
  /** Reads fields that trained nothing by the model that was learned, to fit what its confidences are worth. */
  sound(order: DocumentOrder): Promise<void>;
  /** Fits that; null where too few were read. */
  calibrate(): Promise<OwnCalibration | null>;
  /** Reads held fields by the model in use and by the one that was learned. */
  judge(order: DocumentOrder): Promise<JudgedField[]>;
  judgeBase(): Promise<BaseOutcome[]>;
}

/** What comes from the thread. */
export type TrainingNews =
  | { readonly progress: TrainingProgress }
  | { readonly result: unknown }
  | { readonly error: string; readonly isOfInput: boolean };

/** What goes to it. */
export interface TrainingCall {
  readonly call: keyof TrainingCalls;
  readonly order: unknown;
}
