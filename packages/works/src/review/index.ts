export { TakenError, type Verdict, verdicts } from "./correct.js";
export { type JournalReview, openJournalReview } from "./journal/open-review.js";
export { databaseDesk, type ReviewDesk } from "./review-desk.js";
