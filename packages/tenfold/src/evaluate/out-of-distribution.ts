import type { Membership, MembershipScore } from "../model/confidence.js";
import type { Separation } from "./auroc.js";

/** How well pictures of the classes are told from other things, as digits from letters. */
export interface OutOfDistribution {
  /** What decides in this model, and from where on; null where its file holds no such score. */
  readonly decides: Pick<Membership, "score" | "threshold" | "accepted"> | null;
  /** Share of the test images that it takes for one of the classes, 0..1; null where nothing decides. */
  readonly acceptedTest: number | null;
  /** One entry a set of other things. */
  readonly others: readonly OtherThings[];
  /** Sentences on what could not be measured, and why. */
  readonly notes: readonly string[];
}

/** Pictures of none of the classes, and how far each score tells them from the test images. */
export interface OtherThings {
  readonly name: string;
  readonly count: number;
  /** Share that the model's threshold lets pass for one of the classes, 0..1, lower is better; null where nothing decides. */
  readonly passed: number | null;
  /** Null for a score that this model cannot give. */
  readonly scores: Readonly<Record<MembershipScore, Separation | null>>;
}
