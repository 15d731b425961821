// Connectionist temporal classification (CTC): the loss of a text in frames, its gradient, and where its characters stand.

import { InputError } from "../errors.js";

/** One row of probabilities a frame, `[frames, classes]`, each row adding up to 1. */
export interface Frames {
  readonly probabilities: ArrayLike<number>;
  readonly frames: number;
  readonly classes: number;
  /** The class that stands for nothing, and lies between two equal characters. */
  readonly blank: number;
}

/**
 * Connectionist temporal classification: how surprised a network is by a text whose places are not known, -log of the summed probability of
 * all ways to spread the text over the frames. A class in several frames in a row counts once; the blank stands for nothing and lies
 * between two equal classes.
 *
 * Forward and backward sums are scaled to 1 a frame, so only sums and products decide the gradient, which any JavaScript engine computes alike.
 *
 * Source: Graves, Fernández, Gomez, Schmidhuber, "Connectionist temporal classification: labelling unsegmented sequence data with recurrent
 * neural networks", ICML 2006
 *
 * @param text class indices, without blanks
 * @param gradient `[frames, classes]`: receives the gradient of the loss by the logits, softmax included; left as it is where the loss is infinite
 * @returns in nats; Infinity where the frames leave no room for the text, or give it no probability at all
 * @throws InputError when the text holds what is no class
 */
export function ctcLoss(of: Frames, text: ArrayLike<number>, gradient?: { [index: number]: number }): number {
  const symbols = symbolsOf(text, of);
  const forward = forwardSums(of, symbols);
  if (forward.loss === Number.POSITIVE_INFINITY || !gradient) return forward.loss;
  const shares = sharesOf(of, symbols, forward);
  for (let frame = 0; frame < of.frames; frame++) {
    const row = frame * of.classes;
    for (let one = 0; one < of.classes; one++) gradient[row + one] = of.probabilities[row + one] as number;
    for (let state = 0; state < symbols.length; state++) {
      const at = row + (symbols[state] as number);
      gradient[at] = (gradient[at] as number) - (shares[frame * symbols.length + state] as number);
    }
  }
  return forward.loss;
}

/**
 * Where the symbols of a text stand: for each the share of the ways that have it in a frame, `[text.length, frames]`; nothing where the frames
 * give the text no probability.
 *
 * @throws InputError when the text holds what is no class
 */
export function ctcPlaces(of: Frames, text: ArrayLike<number>): Float64Array | undefined {
  const symbols = symbolsOf(text, of);
  const forward = forwardSums(of, symbols);
  if (forward.loss === Number.POSITIVE_INFINITY) return undefined;
  const shares = sharesOf(of, symbols, forward);
  return Float64Array.from({ length: text.length * of.frames }, (_, at) => {
    const [symbol, frame] = [Math.floor(at / of.frames), at % of.frames];
    return shares[frame * symbols.length + 2 * symbol + 1] as number;
  });
}

/** For each frame and state the share of the ways that are in it. */
function sharesOf(of: Frames, symbols: Uint8Array, { sums, scales }: ReturnType<typeof forwardSums>): Float64Array {
  const backward = backwardSums(of, symbols, scales);
  const states = symbols.length;
  const shares = new Float64Array(sums.length);
  for (let frame = 0; frame < of.frames; frame++) {
    let total = 0;
    for (let at = frame * states; at < (frame + 1) * states; at++) total += (sums[at] as number) * (backward[at] as number);
    for (let at = frame * states; at < (frame + 1) * states; at++) shares[at] = ((sums[at] as number) * (backward[at] as number)) / total;
  }
  return shares;
}

/** The text with a blank before, between and behind its classes. */
function symbolsOf(text: ArrayLike<number>, { classes, blank }: Frames): Uint8Array {
  const symbols = new Uint8Array(2 * text.length + 1).fill(blank);
  for (let at = 0; at < text.length; at++) {
    const one = text[at] as number;
    if (!(Number.isInteger(one) && one >= 0 && one < classes) || one === blank) {
      throw new InputError(`ctcLoss: ${one} in the text is no class; wanted are 0 to ${classes - 1} without the blank, ${blank}`);
    }
    symbols[2 * at + 1] = one;
  }
  return symbols;
}

/** Whether a way may go on from the state two before: past the blank between two different classes. */
function mayPass(symbols: Uint8Array, state: number): boolean {
  return state > 1 && state % 2 === 1 && symbols[state] !== symbols[state - 2];
}

/** The probability of all ways to each state, with the frames up to there; each frame's add up to 1, `scales` being what they were. */
function forwardSums({ probabilities, frames, classes }: Frames, symbols: Uint8Array) {
  const states = symbols.length;
  const sums = new Float64Array(frames * states);
  const scales = new Float64Array(frames);
  let loss = 0;
  for (let frame = 0; frame < frames; frame++) {
    const [row, before] = [frame * states, (frame - 1) * states];
    let total = 0;
    for (let state = 0; state < states; state++) {
      let ways = frame === 0 ? Number(state < 2) : (sums[before + state] as number);
      if (frame > 0 && state > 0) ways += sums[before + state - 1] as number;
      if (frame > 0 && mayPass(symbols, state)) ways += sums[before + state - 2] as number;
      ways *= probabilities[frame * classes + (symbols[state] as number)] as number;
      sums[row + state] = ways;
      total += ways;
    }
    if (!(total > LEAST)) return { sums, scales, loss: Number.POSITIVE_INFINITY };
    for (let state = 0; state < states; state++) sums[row + state] = (sums[row + state] as number) / total;
    scales[frame] = total;
    loss -= Math.log(total);
  }
  const end = frames * states;
  const last = frames === 0 ? Number(states === 1) : (sums[end - 1] as number) + (states > 1 ? (sums[end - 2] as number) : 0);
  return { sums, scales, loss: last > LEAST ? loss - Math.log(last) : Number.POSITIVE_INFINITY };
}

/** The probability of all ways from each state to the end, without the state's own frame, in the forward sums' scale. */
function backwardSums({ probabilities, frames, classes }: Frames, symbols: Uint8Array, scales: Float64Array): Float64Array {
  const states = symbols.length;
  const sums = new Float64Array(frames * states);
  for (let state = Math.max(0, states - 2); state < states; state++) sums[(frames - 1) * states + state] = 1;
  for (let frame = frames - 2; frame >= 0; frame--) {
    const next = frame + 1;
    const through = (state: number): number =>
      (sums[next * states + state] as number) * (probabilities[next * classes + (symbols[state] as number)] as number);
    for (let state = 0; state < states; state++) {
      let ways = through(state);
      if (state + 1 < states) ways += through(state + 1);
      if (state + 2 < states && mayPass(symbols, state + 2)) ways += through(state + 2);
      sums[frame * states + state] = ways / (scales[next] as number);
    }
  }
  return sums;
}

/** What is less has no probability that numbers could hold. */
const LEAST = 1e-300;
