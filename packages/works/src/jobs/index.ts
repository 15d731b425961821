export { announceTo, sendAgain, type WebhookWork, workAtWebhooks } from "./deliver-webhooks.js";
export { type JobData, type JobKind, type JobQueue, openJobs } from "./job-queue.js";
export { patientReader } from "./patient-reader.js";
export { type DocumentWork, workAtDocuments } from "./read-documents.js";
export { type FileOutcome, watchFolder } from "./watched-folder.js";
