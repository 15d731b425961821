import { expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import { stringComposer } from "./string-composer.js";

const compose = stringComposer({ digits: strokes(100) });
const texts = (seed: number, part: number, count: number) => {
  const next = compose(seed, part);
  return Array.from({ length: count }, () => next().text);
};

it("composes a part alike whenever it is asked for, whatever was composed in between", () => {
  const next = compose(42, 3);
  const first = [next(), next()];
  const other = compose(42, 4)();
  const third = next();
  expect([...first, third].map(({ text }) => text)).toEqual(texts(42, 3, 3));
  const again = compose(42, 3);
  expect([again(), again()].map(({ picture }) => picture)).toEqual(first.map(({ picture }) => picture));
  expect(compose(42, 4)().picture).toEqual(other.picture);
});

it("composes other strings for another part or another seed", () => {
  expect(texts(42, 1, 5)).not.toEqual(texts(42, 0, 5));
  expect(texts(43, 0, 5)).not.toEqual(texts(42, 0, 5));
});
