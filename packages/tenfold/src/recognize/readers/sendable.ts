import { UsageError } from "../../errors.js";

/**
 * A copy of options as workers can be sent it, so that they may change behind it.
 *
 * @throws UsageError when they hold what cannot be sent, as functions
 */
export function sendable<T>(who: string, options: T): T {
  try {
    return structuredClone(options);
  } catch (error) {
    throw new UsageError(`${who}: what it was given cannot be sent to a worker, which takes plain data: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
