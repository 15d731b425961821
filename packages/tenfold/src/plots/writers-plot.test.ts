import { expect, test } from "vitest";
import { InputError } from "../errors.js";
import { writersPlot } from "./writers-plot.js";

const writers = [0, 0, 0, 0, 1, 1, 3].map((wrong, writer) => ({ writer, count: 20, wrong }));

test("draws what is stored", async () => {
  await expect(`${JSON.stringify(writersPlot(writers), null, 2)}\n`).toMatchFileSnapshot("__snapshots__/writersPlot.json.snap");
});

test("has a bar a number of mistakes, also where no writer has so many", () => {
  const { values } = writersPlot(writers).data as { values: unknown };
  expect(values).toEqual([
    { mistakes: "0", count: 4 },
    { mistakes: "1", count: 2 },
    { mistakes: "2", count: 0 },
    { mistakes: "3", count: 1 },
  ]);
});

test("puts the writers with many mistakes into the last bar", () => {
  const { values } = writersPlot([{ writer: 1, count: 99, wrong: 7 }, { writer: 2, count: 99, wrong: 60 }, ...writers]).data as {
    values: { mistakes: string; count: number }[];
  };
  expect(values.at(-1)).toEqual({ mistakes: "7 or more", count: 2 });
  expect(values).toHaveLength(8);
});

test("wants a writer at least", () => {
  expect(() => writersPlot([])).toThrow(InputError);
});
