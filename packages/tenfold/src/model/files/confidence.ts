import type { StoredTensor } from "../stored/safetensors.js";

/** How far a network's answers can be trusted: fitted on validation images after training, and kept in its model file. */
export interface Confidence {
  /** Divides the logits before the softmax: above 1 the network is less sure than it was trained to be, below 1 surer. */
  readonly temperature: number;
  /** Validation images that it was fitted on. */
  readonly fittedOn: number;
  /** Tells pictures of the classes from other things; absent where it could not be fitted. */
  readonly membership?: Membership;
}

/** What makes a picture one of the classes, as digits are and letters are not: a score from a threshold on. */
export interface Membership {
  readonly score: MembershipScore;
  /** A score from here on is taken for one of the classes. */
  readonly threshold: number;
  /** Share of the validation images that the threshold was chosen to let pass, 0..1. */
  readonly accepted: number;
  /** Where the classes lie among the features; for `mahalanobis` only. */
  readonly geometry?: Geometry;
}

/** The scores there are, higher for what is one of the classes. */
export type MembershipScore = "softmax" | "energy" | "mahalanobis";

/** Normal distributions of the classes with one covariance. */
export interface Geometry {
  /** `[classes, features]` */
  readonly means: StoredTensor;
  /** `[features, features]`, lower triangular: W for which the covariance is (Wᵀ · W)⁻¹, so that |W · (x - mean)| is the distance. */
  readonly whitening: StoredTensor;
}

/** The least and the greatest temperature: what lies beyond is no correction of a network, but of a mistake in its data. */
export const TEMPERATURES: readonly [number, number] = [0.05, 20];
