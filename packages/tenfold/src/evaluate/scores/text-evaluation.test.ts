import { expect, it } from "vitest";
import { textEvaluation } from "./text-evaluation.js";

it("counts whole texts, characters and lengths, as worked by hand", () => {
  const texts = [[1, 2, 3], [4], [5, 5, 5], [0, 1, 2]];
  const read = [[1, 2, 3], [], [5, 5], [0, 9, 9, 2]];
  expect(textEvaluation(texts, read, 0.75, [..."0123456789", "blank"])).toEqual({
    count: 4,
    loss: 0.75,
    accuracy: 0.25,
    characters: 10,
    characterErrorRate: (1 + 1 + 2) / 10, // one left out, one left out, one changed and one put in
    byLength: [
      { length: 1, count: 1, right: 0 },
      { length: 3, count: 3, right: 1 },
    ],
    mistakes: [
      { row: 1, text: "4", read: "" },
      { row: 2, text: "555", read: "55" },
      { row: 3, text: "012", read: "0992" },
    ],
  });
});

it("counts what is read where nothing stands, and has no error without either", () => {
  expect(textEvaluation([[]], [[3]], 1, ["0", "1", "2", "3", "blank"])).toMatchObject({ accuracy: 0, characterErrorRate: 1 });
  expect(textEvaluation([[]], [[]], 0, ["0", "blank"])).toMatchObject({ accuracy: 1, characterErrorRate: 0, mistakes: [] });
});
