import { setTimeout as sleep } from "node:timers/promises";

/** Time between two tries, in milliseconds. */
const AGAIN = 1000;
/**
 * What PostgreSQL and the system say where the connection or the server is at fault and not what was asked: SQLSTATE classes 08 and 57P, a full disk, no connection left, one that
 * takes nothing at the moment, as while another one takes its place, and errno's.
 */
const AWAY = /^(08|57P|53100|53300|25006|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/;
/** What PostgreSQL takes back because another transaction was in its way: the same comes through the next time. */
const CROSSED = /^(40P01|40001)$/;
/** pg's own sentences of such, which have no code. */
const SAID =
  /connection terminated|connection timeout|query read timeout|timeout exceeded when trying to connect|client has encountered a connection error/i;

/** Whether an error says that the database is away or full, as while it is started again or the network is cut, or that two were in each other's way. */
export function isPassing(error: unknown): boolean {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown };
  return AWAY.test(String(code)) || CROSSED.test(String(code)) || SAID.test(String(message));
}

/**
 * Does work with the database; while that is away, or another transaction is in its way, again and again, so that what was read is not read again for it.
 *
 * @param signal tells that nobody waits for it any more
 */
export async function whenThere<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || signal.aborted) throw error;
      await sleep(AGAIN);
    }
  }
}
