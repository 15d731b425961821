/** What is to happen, the earliest first; of what happens at once, what was put in first. */
export function eventHeap() {
  const heap = [];
  let number = 0;
  const isBefore = (a, b) => a.at < b.at || (a.at === b.at && a.number < b.number);
  const swap = (a, b) => {
    [heap[a], heap[b]] = [heap[b], heap[a]];
  };
  return {
    get size() {
      return heap.length;
    },
    first: () => heap[0],
    push(at, what) {
      let place = heap.push({ at, what, number: number++ }) - 1;
      while (place > 0) {
        const above = (place - 1) >> 1;
        if (!isBefore(heap[place], heap[above])) break;
        swap(place, above);
        place = above;
      }
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length === 0) return first;
      heap[0] = last;
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        let least = place;
        if (left < heap.length && isBefore(heap[left], heap[least])) least = left;
        if (right < heap.length && isBefore(heap[right], heap[least])) least = right;
        if (least === place) return first;
        swap(place, least);
        place = least;
      }
    },
  };
}
