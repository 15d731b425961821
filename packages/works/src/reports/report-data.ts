import type { EpochRecord, Evaluation, Explained, Summary } from "tenfold";
import type { TextEvaluation } from "tenfold/recognize";
import type { DataUsed } from "../records/data-used.js";
import type { Judged } from "../records/judged.js";
import type { TeachersOfRun } from "../records/teachers-judged.js";

/** A test image with what the network made of it. */
export interface Sample {
  /** `height * width` bytes, ink is 255, paper is 0. */
  readonly pixels: Uint8Array;
  readonly height: number;
  readonly width: number;
  /** The true class. */
  readonly label: number;
  readonly predicted: number;
  /** Probability of `predicted`, 0..1. */
  readonly confidence: number;
}

/** A test image that deserves a closer look, with its pixels; `occlusion` is empty where it was not asked for. */
export type ExplainedSample = Explained & Sample;

/** The images behind a cell of the confusion matrix. */
export interface CellImages {
  readonly label: number;
  readonly predicted: number;
  /** In the cell; `images` may be fewer. */
  readonly count: number;
  /** Of mistakes the surest first, of hits the least sure first. */
  readonly images: readonly (Sample & { readonly index: number })[];
}

/** Test images that say more than numbers. */
export interface Gallery {
  readonly cells: readonly CellImages[];
  /** The mistakes that the network was surest of. */
  readonly mistakes: readonly ExplainedSample[];
  /** The right answers that it was least sure of. */
  readonly hits: readonly ExplainedSample[];
}

/** Everything a report tells of a run; what is absent was not measured, and the report says so. */
export interface ReportData {
  readonly title: string;
  readonly history: readonly EpochRecord[];
  /** Why training ended before its last epoch. */
  readonly stopped?: string;
  /** On test images. */
  readonly evaluation?: Evaluation;
  /** In its place for a run on texts; on strings composed of test images. */
  readonly texts?: TextEvaluation;
  /** What accuracy alone hides; on the same images. */
  readonly full?: Judged;
  /** Of a distilled run only. */
  readonly teachers?: TeachersOfRun;
  readonly samples: readonly Sample[];
  /** Absent without the test images. */
  readonly gallery?: Gallery;
  readonly classNames: readonly string[];
  /** `config.json` of the run. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Its layers, with shapes and costs. */
  readonly network?: Summary;
  readonly parameters?: number;
  /** Of one image through the network, forward. */
  readonly multiplyAdds?: number;
  readonly data?: readonly DataUsed[];
  /** By name: `{ tenfold: "0.1.0", node: "24.1.0" }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Processor, cores and system in words. */
  readonly machine: string;
  /** Wall-clock time of the training. */
  readonly seconds?: number;
}
