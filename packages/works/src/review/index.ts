export { TakenError } from "./correct.js";
export { type JournalReview, openJournalReview } from "./journal/open-review.js";
export { databaseDesk, type ReviewDesk } from "./review-desk.js";
export { type ListPart, type SaidField, type Verdict, verdicts } from "./review-record.js";
