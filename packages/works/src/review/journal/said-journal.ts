import { readFile } from "node:fs/promises";
import { InputError } from "tenfold";
import { type Journal, openJournal, wholeLines } from "../../resumable/journal.js";
import { type Verdict, verdicts } from "../review-record.js";

/** What somebody said of a field. */
export interface Said {
  readonly id: string;
  readonly field: string;
  readonly reviewer: string;
  readonly verdict: Verdict;
  readonly text?: string | undefined;
  /** When, as JSON has dates. */
  readonly at: string;
}

/** What somebody said, and takes back. */
export interface Unsaid {
  readonly undone: string;
}

/**
 * Opens the journal of what was said, a line each, on the disk before it is acknowledged; gives what an earlier process wrote into it.
 *
 * @throws InputError when it cannot be written, or holds something else
 */
export async function openSaidJournal(path: string): Promise<{ readonly journal: Journal; readonly before: (Said | Unsaid)[] }> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException): undefined => {
    if (error.code === "ENOENT") return undefined;
    throw new InputError(`cannot read ${path}: the system answers ${error.code}`);
  });
  const lines = [...wholeLines(bytes ?? Buffer.alloc(0))];
  const before = lines.map((line, at) => recordIn(line, `${path} line ${at + 1}`));
  return { journal: await openJournal(path, bytes && lines.join("")), before };
}

function recordIn(line: string, where: string): Said | Unsaid {
  const record = parsed(line);
  const { undone, id, field, reviewer, verdict, text, at } = record;
  if (typeof undone === "string") return { undone };
  const isWhole = [id, field, reviewer, at].every((one) => typeof one === "string") && verdicts.some((one) => one === verdict);
  if (!isWhole || (text !== undefined && typeof text !== "string"))
    throw new InputError(`${where} holds something else than what was said of a field; pass another --out`);
  return record as unknown as Said;
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    return {};
  }
}
