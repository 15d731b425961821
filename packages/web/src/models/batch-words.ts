/** Documents that belong together, as the server counts them. */
export interface Batch {
  readonly id: string;
  readonly name: string;
  readonly state: "open" | "closed" | "finished" | "cancelled";
  readonly documents: number;
  readonly waiting: number;
  readonly reading: number;
  readonly read: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly toReview: number;
}

const STATES: Readonly<Record<Batch["state"], string>> = {
  open: "takes more documents",
  closed: "takes no more",
  finished: "is finished",
  cancelled: "was cancelled",
};

/** How far a batch is, in words. */
export function batchWords({ state, documents, waiting, reading, read, failed, cancelled, toReview }: Batch): string {
  const counts = [
    `${read} of ${documents} ${documents === 1 ? "document" : "documents"} read`,
    ...(reading > 0 ? [`${reading} being read`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(failed > 0 ? [`${failed} could not be`] : []),
    ...(cancelled > 0 ? [`${cancelled} not read any more`] : []),
    ...(toReview > 0 ? [`${toReview} ${toReview === 1 ? "field" : "fields"} to look at`] : []),
  ];
  return `${STATES[state]}: ${counts.join(", ")}`;
}
