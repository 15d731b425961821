import type { Rng } from "../engine/rng.js";
import type { Shape } from "../engine/tensor.js";

/**
 * Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio, 2010), Keras's default. For a convolution `[kernel, kernel,
 * inputs, outputs]` the fans count the taps of the kernel.
 */
export function glorotUniform(shape: Shape) {
  const taps = shape.slice(0, -2).reduce((product, side) => product * side, 1);
  const limit = Math.sqrt(6 / (taps * ((shape.at(-2) ?? 1) + (shape.at(-1) ?? 1))));
  return (values: Float32Array, rng: Rng): void => {
    for (let i = 0; i < values.length; i++) values[i] = (2 * rng.uniform() - 1) * limit;
  };
}

/** The same number everywhere. */
export function constant(value: number) {
  return (values: Float32Array): void => {
    values.fill(value);
  };
}
