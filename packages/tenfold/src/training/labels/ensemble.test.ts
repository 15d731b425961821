import { afterAll, expect, test } from "vitest";
import { expectNear } from "../../../test/lab.js";
import { strokes } from "../../../test/strokes.js";
import { simple } from "../../architectures/simple.js";
import { dense } from "../../layers/dense.js";
import { flatten } from "../../layers/flatten.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { sequential } from "../../model/network/sequential.js";
import { adam } from "../../optimizers/adam.js";
import { compile } from "./compile.js";
import { ensemble } from "./ensemble.js";
import type { Model } from "./model.js";

const loss = categoricalCrossentropy();
const models: Model[] = [];
for (const seed of [1, 2, 3]) {
  const model = await compile(simple(), { optimizer: adam({ rate: 5e-3 }), loss, seed, threads: 1 });
  await model.fit(strokes(80, seed), { epochs: 2, batchSize: 40 });
  models.push(model);
}
afterAll(() => Promise.all(models.map((model) => model.dispose())));

const data = strokes(50, 9);

test("answers with the mean of the models' probabilities, and is judged by it", async () => {
  const together = ensemble(models);
  const each = await Promise.all(models.map((model) => model.predict(data.images)));
  const mean = each[0]!.map((_, at) => each.reduce((sum, said) => sum + (said[at] as number), 0) / 3);
  const said = await together.predict(data.images);
  expectNear(said, mean, 1e-6);
  const { accuracy, loss, count } = await together.evaluate(data);
  const rows = Array.from(data.labels, (label, row) => ({ label, row: said.subarray(10 * row, 10 * row + 10) }));
  expect(count).toBe(50);
  expect(accuracy).toBeCloseTo(rows.filter(({ label, row }) => row.indexOf(Math.max(...row)) === label).length / 50, 10);
  expect(loss).toBeCloseTo(rows.reduce((sum, { label, row }) => sum - Math.log(row[label] as number), 0) / 50, 6);
  expect(loss).toBeLessThan((await Promise.all(models.map((model) => model.evaluate(data)))).reduce((sum, one) => sum + one.loss, 0) / 3); // Jensen
});

test("of one model is that model", async () => {
  const [only] = models as [Model];
  expect(await ensemble([only]).predict(data.images)).toEqual(await only.predict(data.images));
});

test("refuses models that cannot answer together", async () => {
  const other = async (input: readonly number[], classNames: readonly string[]) => {
    const layers = [flatten(), dense(classNames.length), softmax()];
    const model = await compile(sequential({ name: "other", input }, layers), { optimizer: adam(), loss, classNames, threads: 1 });
    models.push(model); // to be disposed of
    return model;
  };
  const [only] = models as [Model];
  expect(() => ensemble([])).toThrow("ensemble: no model came; pass one at least");
  const wide = await other([32, 32, 1], [..."0123456789"]);
  expect(() => ensemble([only, wide])).toThrow('ensemble: "other" takes [32, 32, 1], "simple" takes [28, 28, 1]; only models');
  const letters = await other([28, 28, 1], ["A", "B"]);
  expect(() => ensemble([only, letters])).toThrow("apart, another A, B; pass models of the same classes");
});
