import { expect, it } from "vitest";
import { begun, changed, redone, undone } from "./edit-history.js";

it("takes back and does again, until something else is done", () => {
  const two = changed(changed(begun(1), 2), 3);
  expect([undone(two).now, undone(undone(two)).now, undone(undone(undone(two))).now]).toEqual([2, 1, 1]);
  expect(redone(undone(two)).now).toBe(3);
  expect(redone(changed(undone(two), 9))).toMatchObject({ now: 9, past: [1, 2], future: [] });
});

it("takes changes of one mark for one", () => {
  const drag = [2, 3, 4].reduce((history, next) => changed(history, next, "drag 1"), begun(1));
  expect(undone(drag).now).toBe(1);
  expect(undone(changed(drag, 5, "drag 2")).now).toBe(4);
  expect(undone(changed(undone(drag), 7, "drag 1")).now).toBe(1); // what was taken back is no part of it
});
