import type { EpochRecord } from "../../callbacks/history.js";

/** What a training came to. */
export interface History {
  readonly epochs: readonly EpochRecord[];
  /** Why training ended before the last epoch, in words; absent when all epochs ran. */
  readonly stopped?: string;
  /** True when the caller's signal interrupted it. */
  readonly interrupted?: boolean;
}
