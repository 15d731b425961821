import { useEffect, useState } from "preact/hooks";
import { askServer } from "../server.js";

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

/** The newest ones. */
const SHOWN = 5;
const EVERY_MS = 3000;

/** The batches of the server, and how far each is; nothing where there are none. */
export function BatchList() {
  const [batches, setBatches] = useState<readonly Batch[]>([]);
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      try {
        const { batches } = await askServer<{ readonly batches: readonly Pick<Batch, "id">[] }>(`v1/batches?limit=${SHOWN}`);
        const counted = await Promise.all(batches.map(({ id }) => askServer<Batch>(`v1/batches/${id}`)));
        if (isOver) return;
        setBatches(counted);
        setTrouble(undefined);
      } catch (error) {
        if (!isOver) setTrouble((error as Error).message);
      }
    };
    void look();
    const timer = setInterval(() => void look(), EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, []);
  if (trouble === undefined && batches.length === 0) return null;
  return (
    <>
      <h2>Batches</h2>
      {trouble !== undefined && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <ul class="batches">
        {batches.map((batch) => (
          <li key={batch.id}>
            <strong>{batch.name || batch.id}</strong> <span>{batchWords(batch)}</span>
            <progress
              max={Math.max(1, batch.documents)}
              value={batch.read + batch.failed + batch.cancelled}
              aria-label={`How far ${batch.name || batch.id} is`}
            />
          </li>
        ))}
      </ul>
    </>
  );
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
