import { expect, test } from "vitest";
import { exampleRun } from "../../test/example-run.js";
import { modelCard } from "./model-card.js";
import { reportHtml } from "./report-html.js";
import { studentText } from "./student-text.js";

const { history, evaluation } = exampleRun;
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const score = (accuracy: number) => ({ count: 300, accuracy, loss: 0.02 });
const teachers = { names: ["quick", "resnet"], validation: score(0.995), test: score(0.99) };

test("sets the student beside its teachers on the test images", () => {
  expect(plain(studentText({ teachers, history, evaluation }))).toBe(
    "Its 2 teachers (quick, resnet) together read 99.00 % of the same test images right, the student 98.67 %.",
  );
});

test("without test images, on those that validate: in the epoch whose weights were kept", () => {
  const { test: _, ...rest } = { ...teachers, names: ["quick"] };
  expect(plain(studentText({ teachers: rest, history }))).toBe(
    "Its teacher (quick) reads 99.50 % of the validation images right (it may have trained on them), the student 99.10 %.",
  );
  expect(plain(studentText({ teachers: { ...rest, names: ["a", "b"] }, history: [] }))).toBe(
    "Its 2 teachers (a, b) together read 99.50 % of the validation images right (they may have trained on them).",
  );
});

test("stands on the page and in the card, where no name becomes a tag", async () => {
  const evil = { ...teachers, names: ["<script>alert(1)</script>"] };
  const [page, card] = [await reportHtml({ ...exampleRun, teachers: evil }), modelCard({ ...exampleRun, teachers: evil })];
  expect(page).toContain("Its teacher (&#60;script");
  expect(card).toContain("It was distilled: trained to answer as its teachers do. Its teacher (\\<script\\>");
  expect(page).toContain("the two are not to be compared");
  expect((await reportHtml(exampleRun)).includes("Distilled") || modelCard(exampleRun).includes("distilled")).toBe(false);
});
