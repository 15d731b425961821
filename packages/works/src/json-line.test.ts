import { expect, it } from "vitest";
import { jsonLine } from "./json-line.js";

it("writes JSON that reads the same and steers no terminal", () => {
  const value = { name: "\u001b\u007f\u009b é" };
  expect(jsonLine(value)).toBe('{"name":"\\u001b\\u007f\\u009b é"}\n');
  expect(JSON.parse(jsonLine(value))).toEqual(value);
});
