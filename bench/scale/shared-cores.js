import { eventHeap } from "./event-heap.js";

/**
 * A machine whose cores are shared evenly by all that computes there: where more cores are wanted than there are each task gets its part of what it wants.
 *
 * Source: processor sharing, Kleinrock 1967, with several servers
 *
 * @param cores how many
 * @param onChange hears that what `next` said is no longer so
 */
export function sharedCores(cores, onChange) {
  // `done` is for how long, at full speed, a task has been worked at that was there from the beginning.
  let [done, told, wanted, count, isUp, busy, version] = [0, 0, 0, 0, true, 0, 0];
  const tasks = eventHeap();
  const speed = () => (isUp && wanted > 0 ? Math.min(1, cores / wanted) : 0);
  function tell(now) {
    done += speed() * (now - told);
    busy += speed() * wanted * (now - told);
    told = now;
    version++;
    onChange(machine);
  }
  /** No rest of a sum of fractions stays where nobody wants anything. */
  function leave({ wants }) {
    count--;
    wanted = count === 0 ? 0 : wanted - wants;
  }
  const machine = {
    /** Changes whenever what `next` said is no longer so. */
    get version() {
      return version;
    },
    /** Seconds of cores that were used. */
    busy: () => busy,
    /**
     * @param work in seconds, where it gets all cores that it wants
     * @param wants how many it keeps at work
     */
    begin(now, work, then, wants = 1) {
      tell(now);
      const task = { isGone: false, then, wants };
      tasks.push(done + work, task);
      wanted += wants;
      count++;
      return {
        /** Its worker has died. */
        drop(at) {
          if (task.isGone) return;
          tell(at);
          task.isGone = true;
          leave(task);
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
      leave(what);
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
