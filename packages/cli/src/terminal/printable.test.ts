import { expect, it } from "vitest";
import { printable, printableLines } from "./printable.js";

it("lets no text steer the terminal", () => {
  expect(printable("\u001b[2Jname\u009b\u007f\n")).toBe("?[2Jname???");
  expect(printableLines("one\u001b\ntwo\r\n")).toBe("one?\ntwo?\n");
});
