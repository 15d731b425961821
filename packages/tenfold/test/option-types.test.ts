import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const source = join(import.meta.dirname, "../src");

/** Options of exported interfaces, as they stand in the sources: what may be left out, on one line. */
function optionsIn(text: string): string[] {
  const interfaces = [...text.matchAll(/^export interface \w*Options\b[^{]*\{\n([\s\S]*?)^\}/gm)].map(([, body]) => body as string);
  return interfaces.flatMap((body) => [...body.matchAll(/^ {2}readonly \w+\?: [\s\S]*?;$/gm)].map(([option]) => option));
}

it("an option that may be left out may be undefined, too: under exactOptionalPropertyTypes that is said for each", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file),
  );
  const options = files.flatMap((file) => optionsIn(readFileSync(join(source, file), "utf8")).map((option) => `${file}: ${option.trim()}`));
  expect(options.length).toBeGreaterThan(150);
  expect(options.filter((option) => !/\| undefined;$/.test(option))).toEqual([]);
});
