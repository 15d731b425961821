import type { Explanations, FullEvaluation, OutOfDistribution, Robustness, WritersEvaluation } from "tenfold";

/** All that `evaluate --full` adds: `full` in its JSON. */
export interface Judged extends FullEvaluation {
  /** Forward, in batches, on the threads that were asked for; null where the clock saw no time pass. */
  readonly imagesPerSecond: number | null;
  /** On spoiled images; null where they were not wanted or there is no such thing. */
  readonly robustness: Robustness | null;
  /** Whether other things pass for digits; `others` is empty unless --not-digits tells of some. */
  readonly outOfDistribution: OutOfDistribution;
  /** Null unless --writers tells who wrote the images. */
  readonly writers: WritersEvaluation | null;
  readonly explanations: Explanations;
  /** Sentences on the parts that are null, or that were measured on a part of the images only. */
  readonly notes: readonly string[];
}
