import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { inWorkplace } from "../../test/workplace.js";
import { openJournal, wholeLines } from "./journal.js";

inWorkplace();

it("holds whole lines, and nothing of one that was cut off", () => {
  expect([...wholeLines(Buffer.from('{"a":1}\n{"é":2}\n{"c'))]).toEqual(['{"a":1}\n', '{"é":2}\n']);
  expect([...wholeLines(Buffer.alloc(0))]).toEqual([]);
});

it("is begun anew, or goes on with what is kept", async () => {
  const begun = await openJournal("new.jsonl", undefined);
  await begun.write([{ file: "a" }, { file: "b" }]);
  await begun.close();
  expect(await readFile("new.jsonl", "utf8")).toBe('{"file":"a"}\n{"file":"b"}\n');
  const on = await openJournal("new.jsonl", '{"file":"a"}\n');
  await on.write([{ file: "c" }]);
  await on.close();
  expect(await readFile("new.jsonl", "utf8")).toBe('{"file":"a"}\n{"file":"c"}\n');
});

it("does not take the place of a file", async () => {
  await writeFile("there.jsonl", "mine");
  await expect(openJournal("there.jsonl", undefined)).rejects.toThrow(
    "cannot write there.jsonl: something of that name is there already; choose another --out",
  );
});
