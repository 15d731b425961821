import { UsageError } from "../errors.js";
import type { Network } from "../model/sequential.js";
import { classic } from "./classic.js";
import { lenet5 } from "./lenet5.js";
import { quick } from "./quick.js";
import { simple } from "./simple.js";

export { type ClassicOptions, classic } from "./classic.js";
export { type Lenet5Options, lenet5 } from "./lenet5.js";
export { type QuickOptions, quick } from "./quick.js";
export { type SimpleOptions, simple } from "./simple.js";

/** Makes a network that tells so many classes apart, 10 by default. */
export type Architecture = (options?: { readonly classes?: number }) => Network;

/** The architectures by name. */
export const architectures: Readonly<Record<string, Architecture>> = { simple, lenet5, quick, classic };

/** @throws UsageError when there is none of that name, listing those there are */
export function architectureNamed(name: string): Architecture {
  const architecture = Object.hasOwn(architectures, name) ? architectures[name] : undefined;
  if (!architecture) throw new UsageError(`architecture "${name}" is unknown; known are ${Object.keys(architectures).join(", ")}`);
  return architecture;
}
