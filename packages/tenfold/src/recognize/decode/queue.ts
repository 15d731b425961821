/** A queue that gives what has the highest priority first. */
export interface Queue<T> {
  readonly add: (item: T, priority: number) => void;
  /** The item of the highest priority, of equals the one added first; nothing where the queue is empty. */
  readonly take: () => T | undefined;
  readonly clear: () => void;
}

interface Entry<T> {
  readonly item: T;
  readonly priority: number;
  readonly turn: number;
}

/** A binary heap (Williams, "Algorithm 232: Heapsort", CACM 7(6), 1964): each entry comes before the two at twice its place. */
export function queue<T>(): Queue<T> {
  const entries: Entry<T>[] = [];
  let turn = 0;
  const comesFirst = (one: number, other: number): boolean => {
    const [a, b] = [entries[one] as Entry<T>, entries[other] as Entry<T>];
    return a.priority > b.priority || (a.priority === b.priority && a.turn < b.turn);
  };
  const swap = (one: number, other: number): void => {
    [entries[one], entries[other]] = [entries[other] as Entry<T>, entries[one] as Entry<T>];
  };
  const first = (...places: readonly number[]): number =>
    places.filter((place) => place < entries.length).reduce((best, place) => (comesFirst(place, best) ? place : best));
  return {
    add(item, priority) {
      entries.push({ item, priority, turn: turn++ });
      let place = entries.length - 1;
      for (let above = (place - 1) >> 1; place > 0 && comesFirst(place, above); above = (place - 1) >> 1) {
        swap(place, above);
        place = above;
      }
    },
    take() {
      if (entries.length === 0) return undefined;
      swap(0, entries.length - 1);
      const taken = entries.pop();
      let place = 0;
      while (entries.length > 0) {
        const best = first(place, 2 * place + 1, 2 * place + 2);
        if (best === place) break;
        swap(place, best);
        place = best;
      }
      return taken?.item;
    },
    clear() {
      entries.length = 0;
    },
  };
}
