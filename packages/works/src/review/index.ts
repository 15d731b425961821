export { type Correction, correct, TakenError, undoLast, type Verdict, verdicts } from "./correct.js";
export { type FieldToReview, nextFields } from "./next-fields.js";
export { type ReviewStats, reviewStats } from "./review-stats.js";
