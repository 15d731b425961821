import { expect, it } from "vitest";
import { jsonLine, printable, printableLines } from "./printable.js";

it("lets no text steer the terminal", () => {
  expect(printable("\u001b[2Jname\u009b\u007f\n")).toBe("?[2Jname???");
  expect(printableLines("one\u001b\ntwo\r\n")).toBe("one?\ntwo?\n");
});

it("writes JSON that reads the same and steers no terminal", () => {
  const value = { name: "\u001b\u007f\u009b é" };
  expect(jsonLine(value)).toBe('{"name":"\\u001b\\u007f\\u009b é"}\n');
  expect(JSON.parse(jsonLine(value))).toEqual(value);
});
