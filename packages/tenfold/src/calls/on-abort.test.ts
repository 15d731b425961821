import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { callQueue } from "./call-queue.js";
import { onAbort } from "./on-abort.js";

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

it("tells all who wait by one listener, in the order in which they came, and not those who do not wait any more", () => {
  const { signal, abort } = controller();
  const told: number[] = [];
  const ends = [0, 1, 2].map((number) => onAbort(signal, () => told.push(number)));
  expect(listeners(signal)).toBe(1);
  ends[1]?.();
  expect(listeners(signal)).toBe(1);
  abort();
  expect(told).toEqual([0, 2]);
});

it("takes the listener away when nobody waits, and puts one there again for the next", () => {
  const { signal, abort } = controller();
  const end = onAbort(signal, () => {});
  end();
  end();
  expect(listeners(signal)).toBe(0);
  const told: string[] = [];
  onAbort(signal, () => told.push("next"));
  end(); // of one who is gone: takes nothing from the next
  expect(listeners(signal)).toBe(1);
  abort();
  expect(told).toEqual(["next"]);
});

it("an end while others are told leaves none of them out", () => {
  const { signal, abort } = controller();
  const told: string[] = [];
  const end = onAbort(signal, () => {
    end();
    told.push("first");
  });
  onAbort(signal, () => told.push("second"));
  abort();
  expect(told).toEqual(["first", "second"]);
});

it("fifteen calls of a queue wait for a signal by one listener, and leave none behind", async () => {
  const { signal } = controller();
  const { run } = callQueue();
  const calls = Promise.all(Array.from({ length: 15 }, (_, number) => run(async () => number, signal)));
  expect(listeners(signal)).toBe(1);
  await calls;
  expect(listeners(signal)).toBe(0);
});

function controller() {
  const own = new AbortController();
  return { signal: own.signal, abort: () => own.abort() };
}
