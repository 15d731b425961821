import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DocumentPage, parsePage } from "tenfold/document";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { labelStudioTasks } from "../../formats/label-studio.js";
import { parseTruth } from "../../truth/table/parse-truth.js";
import { TakenError } from "../correct.js";
import { openJournalReview } from "./open-review.js";

/** A string has a place of its own. */
const boxOf = (text: string) => ({ left: 1, top: Number(text[0]), right: 3, bottom: Number(text[0]) + 2 });
const string = (text: string, confidence: number, status: "accepted" | "review") => ({
  ...{ text, value: text, confidence, status, reasons: status === "review" ? ["why"] : [], box: boxOf(text) },
  ...{ digits: [], alternatives: [{ text: "9", confidence: 0.1 }] },
});
const page = (file: string, ...strings: ReturnType<typeof string>[]): DocumentPage => ({
  ...{ file, page: 1, pages: 1, width: 10, height: 20, grids: [], strings },
});

let folder: string;
let [read, out] = ["", ""];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-review-"));
  [read, out] = [join(folder, "read.jsonl"), join(folder, "corrected")];
  const pages = [
    page("a.png", string("12", 0.6, "review"), string("34", 0.99, "accepted"), string("56", 0.5, "review")),
    { file: "b.png", error: "b.png holds text" },
    page("c.png", string("78", 0.4, "review")),
  ];
  await writeFile(read, `${pages.map((one) => JSON.stringify(one)).join("\n")}\n{"file":"cut`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const corrected = async () => {
  const lines = (await readFile(`${out}.jsonl`, "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
};

describe("a review of a journal", () => {
  it("shows what is in doubt first, keeps what is said, and writes it as table and as lines", async () => {
    const { desk, close } = await openJournalReview({ read, out });
    const fields = await desk.next("ann", 5);
    expect(fields.map(({ documentName, string }) => [documentName, string.text])).toEqual([
      ["c.png", "78"],
      ["a.png", "56"],
      ["a.png", "12"],
    ]);
    const [c, a56, a12] = fields.map(({ id }) => id) as [string, string, string];
    await desk.correct({ field: c, reviewer: "ann", verdict: "corrected", text: "79" });
    await desk.correct({ field: a56, reviewer: "ann", verdict: "no field" });
    await desk.correct({ field: a12, reviewer: "ann", verdict: "corrected", text: "12" }); // as it was read
    expect(await desk.stats()).toMatchObject({ open: 0, done: 3, proposals: { right: 1, of: 3 } });
    await close();
    const [first, second, third] = await corrected();
    expect(first.strings.map(({ text, status }: { text: string; status: string }) => [text, status])).toEqual([
      ["12", "accepted"],
      ["34", "accepted"],
    ]);
    expect(first.strings[0].review).toMatchObject({ verdict: "right", reviewer: "ann", was: "12" });
    expect(second).toEqual({ file: "b.png", error: "b.png holds text" });
    expect(third.strings[0]).toMatchObject({ text: "79", confidence: 1, reasons: [], digits: [], review: { was: "78" } });
    expect(third.strings[0].value).toBeUndefined();
    for (const one of await corrected()) parsePage(one); // as anything that was read
    const table = await readFile(`${out}.csv`, "utf8");
    expect(table).toContain("c.png,1,,79,,1,corrected,");
    expect(parseTruth(table, "corrected.csv").map(({ file, text }) => [file, text])).toEqual([
      ["a.png", "12"],
      ["a.png", "34"],
      ["c.png", "79"],
    ]);
  });

  it("goes on where a process was killed: what was acknowledged is there, what was half written is not", async () => {
    const killed = await openJournalReview({ read, out });
    const [first, second] = await killed.desk.next("ann", 2);
    await killed.desk.correct({ field: first?.id ?? "", reviewer: "ann", verdict: "unreadable" });
    await killed.desk.correct({ field: second?.id ?? "", reviewer: "ann", verdict: "right" });
    await killed.desk.undoLast("ann");
    const said = await readFile(`${out}.said.jsonl`, "utf8"); // on the disk before it is acknowledged
    expect(said.trimEnd().split("\n")).toHaveLength(3);
    await killed.close();
    await writeFile(`${out}.said.jsonl`, `${said}{"id":"half`);
    await rm(`${out}.csv`);
    const again = await openJournalReview({ read, out });
    expect(await again.desk.stats()).toMatchObject({ open: 2, done: 1 });
    expect((await again.desk.next("ben", 5)).map(({ id }) => id)).not.toContain(first?.id);
    expect((await corrected())[2].strings[0]).toMatchObject({ text: "", status: "review", reasons: ["a person could not read it"] });
    expect(await readFile(`${out}.csv`, "utf8")).toContain("unreadable");
    await again.close();
    expect((await readdir(folder)).sort()).toEqual(["corrected.csv", "corrected.jsonl", "corrected.said.jsonl", "read.jsonl"]);
  });

  it("takes what was corrected in Label Studio of what went out to it", async () => {
    const model = { name: "reader", content: "12345678" };
    const lines = (await readFile(read, "utf8")).split("\n").slice(0, 3);
    const tasks = JSON.parse(labelStudioTasks({ pages: lines.map((line) => parsePage(line)), model }));
    expect(tasks).toHaveLength(2);
    const [a, c] = tasks.map(({ predictions: [{ result }] }: { predictions: [{ result: object[] }] }) => structuredClone(result));
    a[1].value.text = ["13"]; // mended
    a.splice(2, 2); // erased
    a[2].id = "another"; // drawn anew, by and large in the same place
    a[3] = { ...a[3], id: "another", value: { ...a[3].value, text: ["56"] } };
    a.push({ id: "new", type: "rectanglelabels", value: { x: 80, y: 80, width: 5, height: 5, rectanglelabels: ["review"] } });
    tasks[0].annotations = [
      { was_cancelled: false, result: [] },
      { was_cancelled: false, result: a },
      { was_cancelled: true, result: c },
    ];
    tasks[1].annotations = [{ result: [c[0]] }]; // its text is gone
    const other = { data: { image: "x" }, annotations: [] };
    const { annotate, desk, close } = await openJournalReview({ read, out });
    expect(await annotate(JSON.stringify([...tasks, other]), "export.json")).toEqual({ taken: 4, before: 0, drawn: 1, strange: 1 });
    expect(await annotate(JSON.stringify(tasks), "export.json")).toMatchObject({ taken: 0, before: 4 });
    expect((await desk.stats()).reviewers).toMatchObject([{ name: "Label Studio", corrections: 4 }]);
    await close();
    const [first, , third] = await corrected();
    expect(first.strings.map(({ text, review }: { text: string; review: { verdict: string } }) => [text, review.verdict])).toEqual([
      ["13", "corrected"],
      ["56", "right"],
    ]);
    expect(third.strings[0].review.verdict).toBe("unreadable");
  });

  it.each([
    ["{}", "export.json is no export of Label Studio; choose JSON there"],
    ["[1]", "export.json task 1 has no data"],
    ['[{"data":{},"annotations":1}]', "export.json task 1: annotations is no list; choose JSON, not JSON-MIN"],
    [
      '[{"data":{"file":"c.png","page":1},"annotations":[{"result":[{"id":"a","type":"rectanglelabels","value":{"x":"1"}}]}]}]',
      "export.json task 1: a rectangle has no x, y, width and height in percent",
    ],
    [
      '[{"data":{"file":"c.png","page":1},"annotations":[{"result":[{"id":"a","type":"rectangle","value":{"x":1e999,"y":0,"width":1,"height":1}}]}]}]',
      "export.json task 1: a rectangle has no x, y, width and height in percent",
    ],
    [
      JSON.stringify([{ data: { file: "c.png", page: 1 }, annotations: [{ result: Array.from({ length: 30_001 }, () => ({})) }] }]),
      "export.json task 1 has 30001 rectangles and texts, more than the 30000 that are taken of a page",
    ],
  ])("refuses %s as an export of Label Studio", async (json, sentence) => {
    const { annotate, close } = await openJournalReview({ read, out });
    await expect(annotate(json, "export.json")).rejects.toThrow(sentence);
    await close();
  });

  it("takes all of an export or nothing: a text that is none is told before anything is said", async () => {
    const lines = (await readFile(read, "utf8")).split("\n").slice(0, 3);
    const tasks = JSON.parse(
      labelStudioTasks({ pages: lines.map((line) => parsePage(line)), model: { name: "reader", content: "12345678" } }),
    );
    for (const task of tasks) task.annotations = [{ result: structuredClone(task.predictions[0].result) }];
    const last = tasks[1].annotations[0].result.find(({ type }: { type: string }) => type === "textarea").value;
    const { annotate, desk, close } = await openJournalReview({ read, out });
    last.text = ["7".repeat(201)];
    await expect(annotate(JSON.stringify(tasks), "export.json")).rejects.toThrow(
      "export.json task 2: a field's text is one line of at most 200 signs",
    );
    expect((await desk.stats()).done).toBe(0);
    last.text = ["7\n9"];
    expect(await annotate(JSON.stringify(tasks), "export.json")).toMatchObject({ taken: 4 });
    await close();
    expect((await corrected())[2].strings[0].text).toBe("7 9");
  });

  it("shows no file that a journal names elsewhere, by its path or behind a link", async () => {
    const [mine, theirs] = [join(folder, "mine"), join(folder, "theirs")];
    for (const one of [mine, theirs]) await mkdir(one);
    await writeFile(join(folder, "secret.png"), "secret");
    await writeFile(join(theirs, "a.png"), "a page");
    await symlink(join(folder, "secret.png"), join(theirs, "link.png"));
    const files = ["a.png", "../secret.png", "link.png", "gone.png"].map((name) => `${theirs}/${name}`);
    await writeFile(
      join(theirs, "read.jsonl"),
      files.map((file) => `${JSON.stringify(page(file, string("12", 0.5, "review")))}\n`).join(""),
    );
    const options = { read: join(theirs, "read.jsonl"), out: join(mine, "corrected") };
    const shown = async ({ desk, fileOf }: Awaited<ReturnType<typeof openJournalReview>>) => {
      const fields = (await desk.next("ann", 9)).sort((one, other) => files.indexOf(one.documentName) - files.indexOf(other.documentName));
      return Promise.all(
        fields.map(({ document }) =>
          fileOf(document).then(
            (file) => Buffer.from(file?.bytes ?? []).toString(),
            ({ message }: Error) => /is not shown|no such file/.exec(message)?.[0],
          ),
        ),
      );
    };
    const review = await openJournalReview(options);
    expect(await shown(review)).toEqual(["a page", "is not shown", "is not shown", "no such file"]);
    await review.close();
    const wider = await openJournalReview({ ...options, folders: [folder] });
    expect(await shown(wider)).toEqual(["a page", "secret", "secret", "no such file"]);
    await wider.close();
  });

  it("gives a field to one at a time, and does none twice", async () => {
    const { desk, close } = await openJournalReview({ read, out });
    const [field] = await desk.next("ann", 1);
    expect((await desk.next("ben", 5)).map(({ id }) => id)).not.toContain(field?.id);
    const say = (reviewer: string) => desk.correct({ field: field?.id ?? "", reviewer, verdict: "right" });
    await expect(say("ben")).rejects.toThrow(TakenError);
    const both = await Promise.allSettled([say("ann"), say("ann")]);
    expect(new Set(both.map((one) => one.status === "fulfilled" && one.value)).size).toBe(1); // sent again, it is the same correction
    expect((await desk.stats()).done).toBe(1);
    const other = { field: field?.id ?? "", reviewer: "ann", verdict: "unreadable" } as const;
    await expect(desk.correct(other)).rejects.toThrow("undo its correction first");
    await expect(desk.correct({ field: field?.id ?? "", reviewer: "ann", verdict: "corrected" })).rejects.toThrow("has a text");
    expect(await desk.correct({ field: "nope", reviewer: "ann", verdict: "right" })).toBeUndefined();
    expect(await desk.undoLast("ben")).toBeUndefined();
    expect(await desk.undoLast("ann")).toBe(field?.id);
    await close();
  });

  it("refuses what is no journal, and another process's results", async () => {
    await writeFile(read, '{"x":1}\n');
    await expect(openJournalReview({ read, out })).rejects.toThrow("read.jsonl line 1");
    await writeFile(read, '{"file":"b.png","error":"it is torn"}\n');
    await expect(openJournalReview({ read, out })).rejects.toThrow("nothing could be read: ");
    await writeFile(read, "");
    await expect(openJournalReview({ read, out })).rejects.toThrow("holds no page that was read");
    await writeFile(read, `${JSON.stringify(page("a.png"))}\n`);
    await writeFile(`${out}.said.jsonl`, "{}\n");
    await expect(openJournalReview({ read, out })).rejects.toThrow("something else than what was said of a field; pass another --out");
  });
});
