export { answersOf, inWords, type UseReader } from "./batch-answers.js";
export { announceTo, sendAgain, type WebhookWork, workAtWebhooks } from "./deliver-webhooks.js";
export { dropJobs } from "./drop-jobs.js";
export { type JobData, type JobKind, type JobQueue, openJobs, type QueueState } from "./job-queue.js";
export { sendDocument } from "./parcels.js";
export { patientReader } from "./patient-reader.js";
export { type DocumentWork, workAtDocuments } from "./read-documents.js";
export { type FileOutcome, watchFolder } from "./watched-folder.js";
