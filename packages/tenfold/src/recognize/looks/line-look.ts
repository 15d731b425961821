import type { Engine } from "../../engine/engine.js";
import { softmax } from "../../engine/ops/softmax.js";
import type { Gray } from "../../image/basics/picture.js";
import { blankClass } from "../../losses/blank-class.js";
import type { Frames } from "../../losses/ctc.js";
import { bindNetwork } from "../../model/bound/bind.js";
import type { ModelFile } from "../../model/files/model-file.js";
import { classCount } from "../../model/network/sequential.js";
import { allocateWeights } from "../../model/network/weights.js";
import { STRIP_HEIGHT } from "../lines/line-strip.js";

/** Looks at strips of lines, 28 pixels high: what stands in each of their frames. */
export type LineLook = (strips: readonly Gray[]) => Frames[];

/** A network for lines, its weights and its classes. */
export type LineNetwork = Pick<ModelFile, "network" | "weights" | "classNames">;

/** Strips at a time. */
const BATCH = 16;
/** Pixels from one frame to the next, and how many frames at an end of a strip see beyond it, at most 33 pixels away. */
const [STEP, BLIND] = [4, 6];

/**
 * The look of a network for lines. A line longer than the network's strips is seen through several that overlap, so that each frame sees all
 * it would see on one long strip.
 *
 * @param engine where it computes; the network's memory is given back with it
 */
export function lineLook(engine: Engine, { network, weights: values, classNames }: LineNetwork): LineLook {
  const weights = allocateWeights(engine, network, undefined, false);
  weights.set(values, "the network for lines");
  const bound = bindNetwork(engine, network, weights, BATCH);
  const probabilities = engine.tensor(bound.logits.shape);
  const width = network.input[1] as number;
  const classes = classCount(network);
  const blank = blankClass(classNames);
  const frames = bound.logits.length / BATCH / classes;
  const stride = frames - 2 * BLIND;

  /** Where the windows of a strip begin, in frames. */
  function windowsOf(strip: Gray): number[] {
    const count = 1 + Math.max(0, Math.ceil((strip.width - width) / (stride * STEP)));
    return Array.from({ length: count }, (_, at) => at * stride);
  }

  function show(strip: Gray, from: number, row: number): void {
    const to = bound.x.data.subarray(row * STRIP_HEIGHT * width, (row + 1) * STRIP_HEIGHT * width).fill(0);
    const until = Math.min(strip.width, from + width);
    for (let y = 0; y < STRIP_HEIGHT; y++) {
      for (let x = from; x < until; x++) to[y * width + x - from] = (strip.pixels[y * strip.width + x] as number) / 255;
    }
  }

  return (strips) => {
    const found = strips.map((strip) => {
      const windows = windowsOf(strip);
      const count = (windows.at(-1) as number) + frames;
      return { strip, windows, probabilities: new Float32Array(count * classes), frames: count, classes };
    });
    const all = found.flatMap((line) => line.windows.map((start, at) => ({ line, start, isFirst: at === 0 })));
    for (let from = 0; from < all.length; from += BATCH) {
      const some = all.slice(from, from + BATCH);
      for (const [row, { line, start }] of some.entries()) show(line.strip, start * STEP, row);
      bound.forward({ n: some.length, training: false, key: 0, version: 0 });
      softmax(engine, bound.logits, probabilities, some.length * frames);
      for (const [row, { line, start, isFirst }] of some.entries()) {
        const first = isFirst ? 0 : BLIND; // what the window before saw better
        const own = probabilities.data.subarray((row * frames + first) * classes, (row + 1) * frames * classes);
        line.probabilities.set(own, (start + first) * classes);
      }
    }
    return found.map(({ probabilities, frames, classes }) => ({ probabilities, frames, classes, blank }));
  };
}
