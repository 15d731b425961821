/** A process that works at jobs, as the server tells of it. */
export interface Machine {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly kinds: readonly string[];
  readonly readers: number;
  readonly answers: string | null;
  readonly state: "working" | "ended" | "lost";
  readonly documents: number;
  readonly failed: number;
  readonly told: string | null;
}

/** How it is with the jobs of a kind. */
export interface Queue {
  readonly kind: string;
  readonly waiting: number;
  readonly active: number;
  readonly givenUp: number;
  readonly oldest: number | null;
}

const KINDS: Readonly<Record<string, string>> = { read: "Reading", webhook: "Messages", train: "Trainings", study: "Studies" };

/** "Reading: 12 jobs waiting, the oldest for 3 min, 2 at work" */
export function queueWords({ kind, waiting, active, givenUp, oldest }: Queue): string {
  const counts = [
    waiting === 0 ? "none waiting" : `${jobs(waiting)} waiting${oldest === null ? "" : `, the oldest for ${spanWords(oldest)}`}`,
    ...(active > 0 ? [`${active} at work`] : []),
    ...(givenUp > 0 ? [`${givenUp} given up this week`] : []),
  ];
  return `${KINDS[kind] ?? kind}: ${counts.join(", ")}`;
}

/** "2 readers, 480 documents, 1 could not be read" */
export function machineWords({ kinds, readers, documents, failed }: Machine): string {
  const counts = [
    kinds.includes("read") ? `${readers} ${readers === 1 ? "reader" : "readers"}` : kinds.map((kind) => KINDS[kind] ?? kind).join(", "),
    `${documents} ${documents === 1 ? "document" : "documents"}`,
    ...(failed > 0 ? [`${failed} could not be read`] : []),
  ];
  return counts.join(", ");
}

function jobs(count: number): string {
  return count === 1 ? "1 job" : `${count} jobs`;
}

function spanWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
