/**
 * What a promise comes to, where that takes no longer than `ms` milliseconds; then `late` says what it fails with.
 *
 * @param ms at most 2³¹ - 1, or Infinity for no limit
 */
export async function withinTime<T>(ms: number, promise: Promise<T>, late: () => Error): Promise<T> {
  if (ms === Number.POSITIVE_INFINITY) return promise;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    // One turn more, for what came in time, and was not heard as this thread was busy itself.
    timer = setTimeout(() => {
      timer = setTimeout(() => reject(late()));
    }, ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
