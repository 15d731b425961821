import { contentHash } from "../../content-hash.js";
import { editDistance } from "../../edit-distance.js";
import { softmax } from "../../engine/ops/softmax.js";
import { InputError } from "../../errors.js";
import { ctcLoss, type Frames } from "../../losses/ctc.js";
import { ctcText } from "../../losses/ctc-text.js";
import { refuseCame } from "../../what-came.js";
import { checkPictures } from "./check-dataset.js";
import type { BoundObjective, Examples, Objective } from "./objective.js";

/** Pictures of lines and what stands on them, as class indices. */
export interface TextExamples extends Examples {
  /** What the examples are called, where somebody is told of them. */
  readonly name?: string;
  readonly texts: readonly ArrayLike<number>[];
}

/** Texts to learn, with the buffers of a mini-batch. */
export interface BoundTexts extends BoundObjective<TextExamples> {
  /** What the likeliest way through each of the last `n` lines spells. */
  read(n: number): number[][];
}

/** The classes of a network that reads lines: how many there are, and which is the blank. */
export type TextClasses = Pick<Frames, "classes" | "blank">;

/** What a text that finds no room in its frames counts in a mean, in nats. */
const NO_ROOM = 50;

/**
 * Texts to learn whose places in their lines nobody knows, by connectionist temporal classification over the rows of logits that a network
 * makes of a line. Measured are the share of the texts that the likeliest way spells as a whole, and the character
 * error rate: how many characters one would have to change, put in or take out, per character that stands there.
 */
export function textObjective({ classes, blank }: TextClasses): Objective<TextExamples, BoundTexts> {
  return {
    recipe: { loss: "ctc" },
    dropsRemainder: true,
    check(who, examples, network) {
      if (!ArrayBuffer.isView(examples?.images?.pixels) || !Array.isArray(examples.texts))
        refuseCame(`${who}: the examples`, examples, "images of lines with a text each, { images, texts },");
      checkPictures(who, examples.images, network);
      checkTexts(who, examples, { classes, blank });
    },
    identity: ({ name = "texts", images, texts }) =>
      `${name}, ${images.count} images, content ${contentHash(bytesOf(texts), images.pixels)}`,
    means({ edits = 0, characters = 0, ...sums }, count) {
      const means = Object.entries(sums).map(([name, sum]) => [name, sum / count] as const);
      return { ...Object.fromEntries(means), character_error_rate: edits / Math.max(characters, 1) };
    },
    bind(engine, { batch, logits }, learning) {
      const frames = logits.length / batch / classes;
      const size = frames * classes;
      const probabilities = engine.tensor(logits.shape);
      const gradient = learning ? engine.tensor(logits.shape) : undefined;
      let texts: readonly ArrayLike<number>[] = [];
      let losses: number[] = [];
      const framesOf = (row: number): Frames => ({
        probabilities: probabilities.data.subarray(row * size, (row + 1) * size),
        frames,
        classes,
        blank,
      });

      function judge(n: number): void {
        softmax(engine, logits, probabilities, n * frames);
        losses = texts.slice(0, n).map((text, row) => counted(framesOf(row), ctcLoss(framesOf(row), text)));
      }

      function learn(n: number) {
        if (!gradient) throw new Error("an objective that was not bound for learning has no gradient");
        softmax(engine, logits, probabilities, n * frames);
        losses = texts.slice(0, n).map((text, row) => {
          const slope = gradient.data.subarray(row * size, (row + 1) * size).fill(0);
          const loss = counted(framesOf(row), ctcLoss(framesOf(row), text, slope));
          for (let at = 0; at < size; at++) slope[at] = (slope[at] as number) / n;
          return loss;
        });
        return gradient;
      }

      const read = (n: number) => Array.from({ length: n }, (_, row) => ctcText(framesOf(row)));

      return {
        ...{ learn, judge, read },
        setTargets(examples, rows) {
          texts = Array.from(rows, (row) => examples.texts[row] as ArrayLike<number>);
        },
        count(n, sums) {
          for (const [row, spelled] of read(n).entries()) {
            const text = texts[row] as ArrayLike<number>;
            const edits = editDistance(spelled, text);
            const found = { loss: losses[row] as number, accuracy: Number(edits === 0), edits, characters: text.length };
            for (const [name, one] of Object.entries(found)) sums[name] = (sums[name] ?? 0) + one;
          }
        },
        free: () => engine.free(probabilities, ...(gradient ? [gradient] : [])),
      };
    },
  };
}

/** A loss as it counts in a mean: finite where a text has no room, and no number where the network says none. */
function counted({ probabilities }: Frames, loss: number): number {
  if (loss === Number.POSITIVE_INFINITY && Array.from(probabilities).some(Number.isNaN)) return Number.NaN;
  return Math.min(loss, NO_ROOM);
}

function checkTexts(who: string, { images, texts }: TextExamples, { classes, blank }: TextClasses): void {
  if (images.count === 0) throw new InputError(`${who}: no pictures came`);
  if (texts.length !== images.count) throw new InputError(`${who}: ${images.count} pictures came with ${texts.length} texts`);
  for (const [row, text] of texts.entries()) {
    const stranger = Array.from(text).find((one) => !(Number.isInteger(one) && one >= 0 && one < classes && one !== blank));
    if (stranger === undefined) continue;
    throw new InputError(
      `${who}: text ${row} holds ${stranger}, which is no class; wanted are 0 to ${classes - 1} without ${blank}, the blank`,
    );
  }
}

/** Texts in a row, each with its length before it. */
function bytesOf(texts: readonly ArrayLike<number>[]): Uint8Array {
  return Uint8Array.from(texts.flatMap((text) => [text.length, ...Array.from(text)]));
}
