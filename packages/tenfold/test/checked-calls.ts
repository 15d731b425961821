import type { Engine } from "../src/engine/engine.js";
import { kernelParameters } from "../src/engine/kernel-signatures.generated.js";

/** Where a value is none of its type, though TypeScript knows it as a number like any other. */
const isOf: Readonly<Record<string, (value: number) => boolean>> = {
  Pointer: (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
  Int32: (value) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 32, // bits may be written either way
  Float32: (value) => !Number.isNaN(value),
  Flag: (value) => value === 0 || value === 1,
};

/**
 * The engine, refusing calls whose values are not of the types that the kernel's source states: half a pixel or an infinity where a whole
 * number is wanted would be cut to one without a word.
 */
export function checkingCalls(engine: Engine): Engine {
  const fork: Engine["fork"] = (kernel, items, ...args) => {
    const wrong = wrongArgument(kernelParameters[kernel], args);
    if (wrong) throw new TypeError(`${kernel}: ${wrong}`);
    engine.fork(kernel, items, ...args);
  };
  return Object.create(engine, { fork: { value: fork } });
}

/** @param parameters as in "x: Pointer, length: Int32" */
function wrongArgument(parameters: string, args: readonly number[]): string | undefined {
  const pairs = parameters.split(", ").map((parameter) => parameter.split(": ") as [string, string]);
  const at = pairs.findIndex(([, type], index) => !isOf[type]?.(args[index] ?? Number.NaN));
  const [name, type] = pairs[at] ?? [];
  return name && `${name} is ${args[at]}, which is no ${type}`;
}
