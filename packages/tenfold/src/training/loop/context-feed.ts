import { type ContextColumn, type ContextRow, widthOf } from "../../data/context/context-columns.js";
import { encodeContext } from "../../data/context/encode-context.js";
import { mix, rng } from "../../engine/rng.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import { randomStreams } from "./random-streams.js";

/** Unless told otherwise, of so many images nothing is known in training, though it is. */
export const CONTEXT_DROPOUT = 0.25;
/** Unless told otherwise, so many images are told what is known of another. */
export const CONTEXT_SWAPS = 0.1;

export interface ContextPlan {
  readonly network: Pick<BoundNetwork, "context">;
  readonly columns: readonly ContextColumn[];
  /** The share of the images of which nothing is known; of the others each column, where there are several, is left out with the same. */
  readonly dropout: number;
  /** The share of the images that are told what is known of another, drawn at random: so a network learns how far to believe what it is told. */
  readonly swaps: number;
  readonly seed: number;
}

/** Puts what is known of a mini-batch's rows before the network. */
export type ContextFeed = (rows: Uint32Array, epoch: number, batch: number) => void;

/**
 * What is known of the images of a training, left out at random, so that the network learns to answer where all or some of it is unknown: from the seed, the
 * epoch and the batch alone. (Modality dropout; Neverova, Wolf, Taylor and Nebout, "ModDrop: adaptive multi-modal gesture recognition", 2016)
 *
 * @throws InputError when what is known is not what the columns say
 */
export function contextFeed(rows: readonly ContextRow[], { network, columns, dropout, swaps, seed }: ContextPlan): ContextFeed {
  const { context } = network;
  if (!context) return () => {};
  const values = encodeContext("fit", columns, rows);
  const widths = columns.map(widthOf);
  const size = context.shape[1] as number;
  return (chosen, epoch, batch) => {
    const { uniform, below } = rng(mix(seed, randomStreams.context, epoch, batch));
    for (const [at, row] of chosen.entries()) {
      const to = context.data.subarray(at * size, (at + 1) * size);
      const nothing = uniform() < dropout;
      const from = uniform() < swaps ? below(rows.length) : row;
      to.set(values.subarray(from * size, (from + 1) * size));
      let first = 0;
      for (const width of widths) {
        if (nothing || (widths.length > 1 && uniform() < dropout)) to.fill(0, first, first + width);
        first += width;
      }
    }
  };
}
