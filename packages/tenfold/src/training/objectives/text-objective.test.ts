import { expect, it } from "vitest";
import { barNetwork, bars } from "../../../test/bars.js";
import { startEngine } from "../../engine/engine.js";
import { softmax } from "../../engine/ops/softmax.js";
import { ctcLoss } from "../../losses/ctc.js";
import { bindNetwork } from "../../model/bound/bind.js";
import { allocateWeights } from "../../model/network/weights.js";
import { textObjective } from "./text-objective.js";

const CLASSES = 3;

/** A bound objective, with logits of the caller's in place of a network's. */
async function lab(batch: number) {
  const engine = await startEngine({ threads: 1 });
  const network = bindNetwork(engine, barNetwork(), allocateWeights(engine, barNetwork(), 1, false), batch);
  const objective = textObjective({ classes: CLASSES, blank: CLASSES - 1 });
  const frames = network.logits.length / batch / CLASSES;
  network.logits.data.set(Float32Array.from({ length: network.logits.length }, (_, at) => Math.sin(at * at) * 2));
  const probabilities = engine.tensor(network.logits.shape);
  softmax(engine, network.logits, probabilities, batch * frames);
  const row = (at: number) => probabilities.data.slice(at * frames * CLASSES, (at + 1) * frames * CLASSES);
  return { engine, network, objective, frames, row, bound: objective.bind(engine, network, true) };
}

it("has the mean's gradient and the sum of the losses, of the rows asked for", async () => {
  const { engine, objective, frames, row, bound } = await lab(4);
  const examples = bars(30, 1);
  bound.setTargets(examples, Uint32Array.of(7, 3, 21, 0));
  const gradient = bound.learn(3).data.slice();
  const sums = {};
  bound.count(3, sums);
  const expected = [7, 3, 21].map((example, at) => {
    const slope = new Float64Array(frames * CLASSES);
    const loss = ctcLoss(
      { probabilities: row(at), frames, classes: CLASSES, blank: CLASSES - 1 },
      examples.texts[example] as number[],
      slope,
    );
    for (const [place, value] of slope.entries()) expect(gradient[at * slope.length + place]).toBeCloseTo(value / 3, 6);
    return loss;
  });
  expect(sums).toMatchObject({ loss: expected.reduce((sum, loss) => sum + loss, 0) });
  expect(sums).toMatchObject({ characters: [7, 3, 21].reduce((sum, at) => sum + (examples.texts[at]?.length as number), 0) });
  bound.judge(3);
  bound.count(3, sums);
  expect(sums).toMatchObject({ loss: expect.closeTo(2 * expected.reduce((sum, loss) => sum + loss, 0), 9) });
  expect(objective.means({ loss: 6, accuracy: 2, edits: 3, characters: 12 }, 4)).toEqual({
    ...{ loss: 1.5, accuracy: 0.5, character_error_rate: 0.25 },
  });
  await engine.dispose();
});

it("counts a text that finds no room with 50 nats, has no gradient for it, and no number where the network says none", async () => {
  const { engine, network, frames, bound } = await lab(2);
  const { images } = bars(2, 1);
  const long = new Array<number>(frames).fill(0); // a blank between each two
  bound.setTargets({ images, texts: [long, [0]] }, Uint32Array.of(0, 1));
  const gradient = bound.learn(2).data;
  const sums: Record<string, number> = {};
  bound.count(2, sums);
  expect(sums.loss).toBeGreaterThan(50);
  expect(gradient.subarray(0, frames * CLASSES).every((value) => value === 0)).toBe(true);
  expect(gradient.subarray(frames * CLASSES).some((value) => value !== 0)).toBe(true);
  bound.setTargets({ images, texts: [long, long] }, Uint32Array.of(0, 1));
  const both: Record<string, number> = {};
  bound.judge(2);
  bound.count(2, both);
  expect(both.loss).toBe(100);
  network.logits.data[4] = Number.NaN;
  bound.judge(2);
  const broken: Record<string, number> = {};
  bound.count(2, broken);
  expect(broken.loss).toBeNaN();
  await engine.dispose();
});

it("counts what the likeliest way spells: whole texts, edits and characters", async () => {
  const { engine, network, frames, bound } = await lab(2);
  const { images } = bars(2, 1);
  const spelling = [0, 0, 2, 0, 1, ...new Array<number>(frames - 5).fill(2)]; // 0 (blank) 0 1
  for (const row of [0, 1]) {
    for (let frame = 0; frame < frames; frame++) {
      for (let one = 0; one < CLASSES; one++) {
        network.logits.data[(row * frames + frame) * CLASSES + one] = spelling[frame] === one ? 8 : 0;
      }
    }
  }
  bound.setTargets({ images, texts: [[0, 0, 1], [1]] }, Uint32Array.of(0, 1));
  bound.judge(2);
  const sums: Record<string, number> = {};
  bound.count(2, sums);
  expect(bound.read(2)).toEqual([
    [0, 0, 1],
    [0, 0, 1],
  ]);
  expect(sums).toMatchObject({ accuracy: 1, edits: 2, characters: 4 });
  await engine.dispose();
});
