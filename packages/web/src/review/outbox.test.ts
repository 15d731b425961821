import type { FieldToReview } from "tenfold-works/review/record";
import { describe, expect, it } from "vitest";
import { outbox, type Unsent } from "./outbox.js";

const said = (id: string): Unsent => ({ field: { id } as FieldToReview, verdict: "right", by: "ann" });

/** An outbox over a server that answers as it is told, and a clock that somebody else moves. */
function desk({ before = [] as readonly Unsent[] } = {}) {
  const arrived: string[] = [];
  const told: string[] = [];
  const kept: (readonly string[])[] = [];
  const pauses: number[] = [];
  let answer: () => Promise<void> = async () => {};
  let wake = () => {};
  const box = outbox({
    before,
    async send({ field }) {
      await answer();
      arrived.push(field.id);
    },
    isPassing: (error) => error instanceof TypeError,
    onWaiting: (waiting) => kept.push(waiting.map(({ field }) => field.id)),
    onSent: ({ field }) => told.push(`${field.id} sent`),
    onRefused: ({ field }, { message }) => told.push(`${field.id} refused: ${message}`),
    onConnection: (lost) => lost && told.push(lost.message),
    pause(milliseconds) {
      pauses.push(milliseconds);
      return new Promise((resolve) => {
        wake = resolve;
      });
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return {
    ...{ box, arrived, told, kept, pauses, settled },
    answers: (next: () => Promise<void>) => {
      answer = next;
    },
    async later() {
      wake();
      await settled();
    },
  };
}

describe("what was said of fields", () => {
  it("is sent in order, and kept until it has arrived", async () => {
    const { box, arrived, kept, settled } = desk();
    for (const id of ["a", "b"]) box.add(said(id));
    await settled();
    expect(arrived).toEqual(["a", "b"]);
    expect(kept).toEqual([["a"], ["a", "b"], ["b"], []]);
  });

  it("waits while nobody answers, is tried again at growing distances, and goes on from an earlier time", async () => {
    const { box, answers, arrived, told, pauses, settled, later } = desk({ before: [said("a")] });
    answers(() => Promise.reject(new TypeError("nobody answers")));
    box.add(said("b"));
    await settled();
    for (let times = 0; times < 6; times++) await later();
    expect(arrived).toEqual(["a"]); // on its way before the connection was lost
    expect(box.waiting.map(({ field }) => field.id)).toEqual(["b"]);
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    answers(async () => {});
    await later();
    expect(arrived).toEqual(["a", "b"]);
    expect(box.waiting).toEqual([]);
    expect(told).toEqual(["a sent", ...Array(7).fill("nobody answers"), "b sent"]);
  });

  it("is not sent again where it was refused, and the next one goes", async () => {
    const { box, answers, arrived, told, settled } = desk();
    let times = 0;
    answers(() => (times++ === 0 ? Promise.reject(new Error("done by somebody else")) : Promise.resolve()));
    for (const id of ["a", "b"]) box.add(said(id));
    await settled();
    expect(told).toEqual(["a refused: done by somebody else", "b sent"]);
    expect(arrived).toEqual(["b"]);
  });

  it("can be taken back until it has gone; of one on its way that is known when it has arrived, or has not", async () => {
    const { box, answers, settled, later } = desk();
    let reply: { resolve(): void; reject(error: Error): void } | undefined;
    answers(() => new Promise((resolve, reject) => (reply = { resolve, reject })));
    box.add(said("a"));
    box.add(said("b"));
    expect((await box.takeBack())?.field.id).toBe("b");
    const back = box.takeBack();
    reply?.resolve();
    expect(await back).toBeUndefined(); // the server has it
    await settled();
    box.add(said("c"));
    const other = box.takeBack();
    reply?.reject(new TypeError("nobody answers"));
    expect((await other)?.field.id).toBe("c");
    await later();
    expect(box.waiting).toEqual([]);
  });
});
