import type { Confidence } from "../../model/files/confidence.js";
import type { WeightVersion } from "../passes/weight-version.js";

/** A confidence that holds for the weights that it was fitted for, and is gone as soon as one moves. */
export interface FittedConfidence {
  readonly now: Confidence | undefined;
  /** Keeps one that was fitted for the weights as they are. */
  keep(fitted: Confidence): void;
}

/** @param first that of the weights as they are, where it is known */
export function fittedConfidence(version: WeightVersion, first?: Confidence): FittedConfidence {
  let kept = { confidence: first, version: version.now };
  return {
    get now() {
      return kept.version === version.now ? kept.confidence : undefined;
    },
    keep(confidence) {
      kept = { confidence, version: version.now };
    },
  };
}
