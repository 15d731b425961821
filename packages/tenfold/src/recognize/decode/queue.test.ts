import fc from "fast-check";
import { expect, it } from "vitest";
import { queue } from "./queue.js";

it("gives the highest priority first, and equals in their order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (priorities) => {
      const waiting = queue<number>();
      for (const [turn, priority] of priorities.entries()) waiting.add(turn, priority);
      const taken = priorities.map(() => waiting.take());
      const order = [...priorities.keys()].sort((one, other) => (priorities[other] as number) - (priorities[one] as number) || one - other);
      expect(taken).toEqual(order);
      expect(waiting.take()).toBeUndefined();
    }),
  );
});
