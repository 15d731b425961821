import { eventHeap } from "./event-heap.js";

/**
 * A machine whose cores are shared evenly by all that computes there: of more tasks than cores each gets its part.
 *
 * Source: processor sharing, Kleinrock 1967, with several servers
 *
 * @param cores how many; a task uses one at most
 * @param onChange hears that what `next` said is no longer so
 */
export function sharedCores(cores, onChange) {
  // `done` is the work, in seconds of a core, that a task has been given that was there from the beginning.
  let [done, told, count, isUp, busy, version] = [0, 0, 0, true, 0, 0];
  const tasks = eventHeap();
  const speed = () => (isUp && count > 0 ? Math.min(1, cores / count) : 0);
  function tell(now) {
    done += speed() * (now - told);
    busy += speed() * count * (now - told);
    told = now;
    version++;
    onChange(machine);
  }
  const machine = {
    /** Changes whenever what `next` said is no longer so. */
    get version() {
      return version;
    },
    /** Seconds of cores that were used. */
    busy: () => busy,
    begin(now, work, then) {
      tell(now);
      const task = { isGone: false, then };
      tasks.push(done + work, task);
      count++;
      return {
        /** Its worker has died. */
        drop(at) {
          if (task.isGone) return;
          tell(at);
          task.isGone = true;
          count--;
        },
      };
    },
    /** When the next task ends, if nothing changes before. */
    next() {
      while (tasks.first()?.what.isGone) tasks.pop();
      const first = tasks.first();
      return first === undefined || speed() === 0 ? Number.POSITIVE_INFINITY : told + Math.max(0, first.at - done) / speed();
    },
    /** Ends that task. @returns what comes after it */
    end(now) {
      tell(now);
      const { what } = tasks.pop();
      what.isGone = true;
      count--;
      return what.then;
    },
    /** Away from now on, or there again: what computes stands still meanwhile. */
    up(now, isThere) {
      tell(now);
      isUp = isThere;
    },
  };
  return machine;
}
