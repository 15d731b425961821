import { expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import { affine } from "../../augment/affine.js";
import { wearing } from "../../augment/wearing.js";
import { imagesOf } from "../../data/dataset.js";
import { startEngine } from "../../engine/engine.js";
import { dense } from "../../layers/dense.js";
import { dropout } from "../../layers/dropout.js";
import { flatten } from "../../layers/flatten.js";
import { softmax } from "../../layers/softmax.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { sequential } from "../../model/network/sequential.js";
import { sgd } from "../../optimizers/sgd.js";
import { compile } from "../labels/compile.js";
import { miniBatches } from "./mini-batches.js";

const { images, labels } = strokes(1);
/** Ten times the same picture: what differs between two of them is not the picture. */
const same = imagesOf(
  Uint8Array.from({ length: 7840 }, (_, at) => images.pixels[at % 784] as number),
  [10, 28, 28, 1],
);

it("augments otherwise in each mini-batch and each epoch, the same for the same seed, and not at all in the plain ones", async () => {
  const engine = await startEngine({ threads: 1 });
  const x = engine.tensor([5, 28, 28, 1]);
  const plan = { engine, x, label() {}, batchSize: 5, augment: affine({ shift: 0.1 }), augmentUntil: 2 };
  const { feed } = miniBatches(same, { ...plan, seed: 1 });
  const shown = (epoch: number, batch: number) => {
    feed(epoch, batch);
    return x.data.slice().join();
  };
  const augmented = [shown(1, 0), shown(1, 1), shown(2, 0), shown(2, 1)];
  expect(new Set(augmented).size).toBe(4);
  expect(shown(1, 1)).toBe(augmented[1]);
  const plain = Array.from({ length: 5 }, () => Array.from(images.pixels, (byte) => Math.fround(byte / 255))).flat();
  expect([shown(3, 0), shown(3, 1)]).toEqual([plain.join(), plain.join()]);
  expect(augmented).not.toContain(plain.join());
  await engine.dispose();
});

it("spoils a share of what it augments, another part in each batch, the same for the same seed, and nothing of the plain epochs", async () => {
  const engine = await startEngine({ threads: 1 });
  const x = engine.tensor([10, 28, 28, 1]);
  const augment = wearing(affine(), { share: 0.5, spoil: (_, pixels) => pixels.map((ink) => 255 - ink) });
  const { feed } = miniBatches(same, { engine, x, label() {}, batchSize: 10, seed: 1, augment, augmentUntil: 2 });
  const [first] = images.pixels;
  /** Which pictures of the batch have light and dark exchanged. */
  const spoiled = (epoch: number) => {
    feed(epoch, 0);
    return Array.from({ length: 10 }, (_, row) => Number(Math.round(255 * (x.data[row * 784] as number)) !== first));
  };
  const [one, other] = [spoiled(1), spoiled(2)];
  expect(other).not.toEqual(one);
  expect(spoiled(1)).toEqual(one);
  const share = [...one, ...other].reduce((sum, is) => sum + is, 0) / 20;
  expect(share).toBeGreaterThan(0.2);
  expect(share).toBeLessThan(0.8);
  expect(spoiled(3)).toEqual(Array(10).fill(0));
  const wide = { engine, x: engine.tensor([10, 28, 30, 1]), label() {}, batchSize: 10, seed: 1, augment, augmentUntil: 2 };
  expect(() => miniBatches(imagesOf(new Uint8Array(8400), [10, 28, 30, 1]), wide)).toThrow(
    "fit: pictures of 28 x 28 x 1 can be spoiled, and these are 28 x 30 x 1; leave wear out",
  );
  await engine.dispose();
});

/** The loss of each of two epochs on the same pictures, by a network that does not move. */
async function losses(share: number): Promise<number[]> {
  const network = sequential({ name: "still" }, [flatten(), dropout(share), dense(10), softmax()]);
  const model = await compile(network, { optimizer: sgd({ rate: 1e-30 }), loss: categoricalCrossentropy(), seed: 1, threads: 1 });
  const data = { name: "same", images: same, labels: new Uint8Array(10).fill(labels[0] as number), classNames: [..."0123456789"] };
  const { epochs } = await model.fit(data, { epochs: 2, batchSize: 10 });
  await model.dispose();
  return epochs.map(({ loss }) => loss);
}

it("drops other things in each step of a training", async () => {
  const [first, second] = await losses(0.5);
  expect(second).not.toBe(first);
});

it("counts the mean of each epoch by itself", async () => {
  const [first, second] = await losses(0);
  expect(second).toBe(first);
});
