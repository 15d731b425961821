export { noteDeed } from "./audit.js";
export { type BatchPage, batchPages } from "./batch-pages.js";
export {
  addBatch,
  type Batch,
  type BatchCounts,
  BatchEndedError,
  batchCounts,
  batchOf,
  cancelBatch,
  closeBatch,
  listBatches,
} from "./batches.js";
export { makeDataFolder } from "./data-folder.js";
export type { Database, Queries } from "./database.js";
export { NoRoomError } from "./embedded/room-on-disk.js";
export { addKey, includesScope, type Key, keyOf, listKeys, revokeKey, type Scope, scopes } from "./keys.js";
export { type DatabasePlace, openDatabase } from "./open-database.js";
export { eraseOldDocuments } from "./prune-documents.js";
export { keepReadings, recordFailure } from "./record-reading.js";
export { type Announce, type EventType, eventTypes, type ServiceEvent, tellNobody } from "./service-event.js";
export {
  addDocument,
  bytesOf,
  type DocumentSettings,
  documentOf,
  eraseDocument,
  KeyReusedError,
  listDocuments,
  type NewDocument,
  pagesOf,
  type StoredDocument,
} from "./stored-documents.js";
