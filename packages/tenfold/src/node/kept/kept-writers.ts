import { mix } from "../../engine/rng.js";

/** Keeps this use of a hash apart from others: "kept" in ASCII. */
const STREAM = 0x6b657074;

/**
 * Whether the digits of one of NIST's writers are kept to judge with, and train nothing: about one writer in ten, by his number alone, as
 * QMNIST tells it.
 */
export function isKeptNistWriter(writer: number): boolean {
  return mix(writer, STREAM) % 10 === 0;
}
