import type { Rng } from "../../engine/rng.js";
import type { Size } from "../geometry/size.js";

/**
 * Spoils one picture: reads `height * width` bytes and writes as many, 0 is paper and 255 ink. The target rounds and clamps what is
 * written to it.
 */
export type Spoil = (source: Uint8Array, target: Uint8ClampedArray, random: Rng) => void;

/**
 * A way to spoil pictures of one size. What is the same for all of them, kernels and scratch space, is made here, once.
 *
 * @param severity above 0 and up to 2; 1 is as published, and towards 0 the picture is left more and more as it was
 */
export type Corruption = (size: Size, severity: number) => Spoil;
