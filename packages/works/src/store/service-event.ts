import type { Queries } from "./database.js";

/** What the service tells others of. */
export const eventTypes = ["document.read", "document.failed", "document.corrected", "batch.finished"] as const;
export type EventType = (typeof eventTypes)[number];

/** Something that happened, with what a program wants to know of it. */
export interface ServiceEvent {
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Tells of an event within the transaction of what happened: it is told if that is there. */
export type Announce = (queries: Queries, event: ServiceEvent) => Promise<void>;

/** Where nobody listens. */
export const tellNobody: Announce = async () => {};
