import type { Rng } from "../../engine/rng.js";
import { between, chance, triangular } from "../draws.js";

/** How somebody writes a number into a field. Lengths are shares of the height of a digit, unless told. */
export interface Hand {
  /** Pixels that digits are high. */
  readonly height: number;
  /** How far the top leans to the right, of the height; how much wider than MNIST's writers, as a factor. */
  readonly slant: number;
  readonly wide: number;
  /** How far a line rises on its way, of the way. */
  readonly climb: number;
  /** How much digits differ in size, and how large zeros are: many hands write them small. */
  readonly uneven: number;
  readonly zeros: number;
  /** Radius of the pen that points and dashes are made with. */
  readonly pen: number;
  /** The shade of MNIST's ink, 0..1, that becomes the edge of a stroke: low ones make thick strokes. */
  readonly edge: number;
  /** Paper between digits, and how often there is none. */
  readonly gap: number;
  readonly touching: number;
  /** How often a stroke joins two digits, and two zeros. */
  readonly joins: number;
  readonly joinsZeros: number;
}

export function drawHand(random: Rng): Hand {
  const height = between(random, 20, 48);
  const seldom = (share: number, from: number, to: number, otherwise: number) =>
    chance(random, share) ? between(random, from, to) : otherwise;
  return {
    height,
    slant: 0.15 + 0.3 * triangular(random) * between(random, 0.3, 1),
    wide: between(random, 0.75, 1.3),
    climb: chance(random, 0.4) ? 0.08 * triangular(random) : 0,
    uneven: between(random, 0.03, 0.15),
    zeros: seldom(0.25, 0.5, 0.85, 1),
    pen: between(random, 0.05, 0.09),
    edge: between(random, 0.28, 0.62),
    gap: between(random, 0.08, 0.4),
    touching: seldom(0.5, 0.1, 0.5, 0),
    joins: seldom(0.3, 0.1, 0.8, 0),
    joinsZeros: seldom(0.35, 0.3, 1, 0),
  };
}
