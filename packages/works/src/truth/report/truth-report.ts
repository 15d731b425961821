import type { EngineUsed, ModelUsed } from "tenfold/document";
import type { JudgedTruth } from "../judged/truth-judge.js";
import { type TruthScores, truthScores } from "../judged/truth-scores.js";

/** What is told of the reading of files whose truth is known. */
export interface TruthReport extends TruthScores {
  /** The table of truth. */
  readonly truth: string;
  readonly model: ModelUsed;
  readonly engine: Pick<EngineUsed, "name" | "version" | "build">;
  readonly maxError: number;
  /** Strings that were read and of which there is no truth. */
  readonly others: number;
}

export interface ReportOptions {
  readonly truth: string;
  readonly reader: { readonly model: ModelUsed; readonly engine: EngineUsed };
  readonly maxError: number;
}

/** The numbers of a judgement. */
export function truthReport({ strings, others }: JudgedTruth, { truth, reader, maxError }: ReportOptions): TruthReport {
  const { name, version, build } = reader.engine;
  const engine = { name, version, ...(build !== undefined && { build }) };
  return { truth, model: reader.model, engine, maxError, others, ...truthScores(strings, maxError) };
}

/** What one should know of how the strings were counted, in sentences. */
export function truthNotes({ strings, others }: JudgedTruth): string[] {
  const lost = strings.filter(({ text, confidence }) => text === "" && confidence === 0).length;
  return [
    ...(lost > 0 ? [`Of ${lost} nothing was read: they count as wrong, and are accepted at no error rate.`] : []),
    ...(others > 0
      ? [`${others} more ${others === 1 ? "string was" : "strings were"} read of which there is no truth; they are not counted.`]
      : []),
  ];
}
