import { expect, test } from "vitest";
import { exampleRun, fullRun } from "../../test/example-run.js";
import { modelCard } from "./model-card.js";

const headOf = (card: string) => card.split("---\n")[1] ?? "";

test("reads as stored", async () => {
  await expect(modelCard(fullRun)).toMatchFileSnapshot("__snapshots__/model-card.md");
});

test("names MNIST as the Hub does, known by the hash of its images", () => {
  const hashes = { "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7" };
  const head = headOf(modelCard({ ...fullRun, data: [{ name: "mnist test", count: 10000, hashes }] }));
  expect(head).toContain("datasets:\n- ylecun/mnist\n");
  expect(head).toContain("      type: ylecun/mnist\n      name: MNIST\n");
});

test("without an evaluation, the head has no results and the text says so", () => {
  const { evaluation, ...rest } = exampleRun;
  const card = modelCard(rest);
  expect(headOf(card)).not.toMatch(/model-index|metrics/);
  expect(card).toContain("No test images were judged.");
});

test("what was not measured is neither a number nor a hole", () => {
  const bare = { title: "", history: [], samples: [], classNames: ["0"], config: {}, versions: {}, machine: "" };
  for (const card of [modelCard(bare), modelCard(exampleRun)]) expect(card).not.toMatch(/NaN|undefined|null|Infinity|not a number/);
});

test("no name can become YAML, a tag, a link or a cell", () => {
  const evil = 'x"\n---\n: [a](javascript:b) | <script>alert(1)</script>\u0085\u2028# y';
  const card = modelCard({
    ...fullRun,
    title: evil,
    machine: evil,
    data: [{ name: evil, count: 1, hashes: { [evil]: evil } }],
    config: { [evil]: evil },
  });
  expect(card.match(/^---$/gm)).toHaveLength(2);
  const body = card.slice(headOf(card).length + 8);
  expect(body).not.toMatch(/[^\\]<script/);
  expect(body).not.toMatch(/[^\\]\[a|a\]\(/);
  expect(card).not.toMatch(/^# y/m);
  expect(headOf(card)).toMatch(/^[\x20-\x7e\n]*$/);
});
