/** A worker that was not heard of for so long is gone, in seconds. */
export const WORKER_GONE = 20;
