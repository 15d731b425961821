import fc from "fast-check";
import { expect, it } from "vitest";
import { wrapped } from "./wrapped.js";

it.each<[what: string, text: string, lines: readonly string[]]>([
  ["a paragraph", "one two three four five", ["one two three", "four five"]],
  ["several, with an empty line between", "one\n\ntwo", ["one", "", "two"]],
  ["an item of a list", "  line  reads a line whole", ["  line  reads a", "        line", "        whole"]],
  ["an item at the margin", "get   fetch a set", ["get   fetch a", "      set"]],
  ["an indented line", "    one two three four", ["    one two", "    three four"]],
  ["a word that is wider than all", "a wordthatneverends b", ["a", "wordthatneverends", "b"]],
  ["nothing", "", [""]],
])("breaks %s", (_, text, lines) => {
  expect(wrapped(text, 15).split("\n")).toEqual(lines);
});

it("keeps every word in its place, and no line that could be broken is too wide", () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 10, max: 40 }), (list, width) => {
      const lines = wrapped(list.join(" "), width).split("\n");
      expect(lines.flatMap((line) => line.split(" "))).toEqual(list);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      for (const [at, line] of lines.slice(1).entries()) {
        expect(`${lines[at]} ${line.split(" ")[0]}`.length).toBeGreaterThan(width); // it was broken where it had to be
      }
    }),
  );
});
