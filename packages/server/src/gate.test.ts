import { expect, it } from "vitest";
import { gate } from "./gate.js";

const never = new AbortController().signal;

it("lets in so many at a time, those behind in their order, and refuses what is too much", async () => {
  const { through, refuseIfFull } = gate(2, 2);
  let [inside, most] = [0, 0];
  const order: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    order.push(number);
    most = Math.max(most, ++inside);
    return new Promise<void>((done) => ends.push(done)).finally(() => inside--);
  };
  expect(refuseIfFull()).toBeUndefined();
  const all = [1, 2, 3, 4].map((number) => through(work(number), never));
  expect(refuseIfFull).toThrow("2 requests are being read and 2 wait");
  await expect(through(work(5), never)).rejects.toThrow("2 requests are being read and 2 wait");
  for (let at = 0; at < 4; at++) {
    await expect.poll(() => ends.length).toBeGreaterThan(at);
    ends[at]?.();
  }
  await Promise.all(all);
  expect(refuseIfFull()).toBeUndefined();
  expect([order, most]).toEqual([[1, 2, 3, 4], 2]);
});

it("takes off what nobody waits for any more, and goes on after what failed", async () => {
  const { through } = gate(1, 5);
  const controller = new AbortController();
  const failing = through(() => Promise.reject(new Error("no")), never);
  const gone = through(async () => "gone", controller.signal);
  const last = through(async () => "last", never);
  controller.abort(new Error("left"));
  await expect(failing).rejects.toThrow("no");
  await expect(gone).rejects.toThrow("left");
  expect(await last).toBe("last");
});
