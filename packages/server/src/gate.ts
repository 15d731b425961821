import { BusyError } from "tenfold/errors";

/** Lets so much in at a time, and so much wait. */
export interface Gate {
  /**
   * Does work once there is room for it.
   *
   * @param signal takes it off where it waits
   * @throws BusyError when as much waits as may
   */
  through<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Looks whether there would be room, before somebody takes what the work is about: refusals cost little, however many there are.
   *
   * @throws BusyError when as much waits as may
   */
  refuseIfFull(): void;
}

/** A picture takes memory from when it is decoded on: no more of them are than readers will soon come to. */
export function gate(inside: number, waiting: number): Gate {
  let busy = 0;
  const queue: (() => void)[] = [];
  const refuseIfFull = () => {
    if (busy >= inside && queue.length >= waiting)
      throw new BusyError(`${inside} requests are being read and ${waiting} wait; try again later`);
  };
  return {
    refuseIfFull,
    async through(work, signal) {
      signal.throwIfAborted();
      refuseIfFull();
      if (busy >= inside) {
        await new Promise<void>((enterNow, refuse) => {
          const enter = () => {
            signal.removeEventListener("abort", leave);
            enterNow();
          };
          const leave = () => {
            queue.splice(queue.indexOf(enter), 1);
            refuse(signal.reason);
          };
          queue.push(enter);
          signal.addEventListener("abort", leave, { once: true });
        });
      }
      busy++;
      try {
        return await work();
      } finally {
        busy--;
        queue.shift()?.();
      }
    },
  };
}
