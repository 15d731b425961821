import { useEffect, useState } from "preact/hooks";
import { askServer } from "../server.js";
import { type Batch, batchWords } from "./batch-words.js";

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
