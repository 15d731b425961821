export { type BatchProgress, batchProgress, failuresOf } from "./batch-progress.js";
export { progressText } from "./batch-progress-text.js";
export { batchHead, bytesInBatch, listWhole, wholeBatch, wholeBatchPages } from "./batch-results.js";
export { retryBatch } from "./retry-batch.js";
export { submitBatch } from "./submit-batch.js";
