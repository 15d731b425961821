import { accurate } from "./accurate.js";
import { type Architecture, architectureOptions, lineArchitectureOptions, refusingStrangers, unknownArchitecture } from "./architecture.js";
import { classic } from "./classic.js";
import { efficientnet } from "./efficientnet.js";
import { fast } from "./fast.js";
import { lenet5 } from "./lenet5.js";
import { line } from "./line.js";
import { mobile } from "./mobile.js";
import { quick } from "./quick.js";
import { resnet } from "./resnet.js";
import { simple } from "./simple.js";

export { type AccurateOptions, accurate } from "./accurate.js";
export type { Architecture } from "./architecture.js";
export { type ClassicOptions, classic } from "./classic.js";
export { type EfficientnetOptions, efficientnet } from "./efficientnet.js";
export { type FastOptions, fast } from "./fast.js";
export { type Lenet5Options, lenet5 } from "./lenet5.js";
export { type MobileOptions, mobile } from "./mobile.js";
export { type QuickOptions, quick } from "./quick.js";
export { type ResnetOptions, resnet } from "./resnet.js";
export { type SimpleOptions, simple } from "./simple.js";

/** The architectures by name. */
export const architectures: Readonly<Record<string, Architecture>> = {
  simple,
  lenet5,
  fast,
  quick,
  mobile,
  classic,
  resnet,
  efficientnet,
  accurate,
};

/** The architectures that read lines whole, a row of classes a frame, by name; their classes are the ten digits and the blank unless told. */
export const lineArchitectures: Readonly<Record<string, Architecture>> = { line };

/**
 * The architecture of that name, which refuses options that it does not have.
 *
 * @throws UsageError when there is none of that name, with the one that was probably meant, or those there are
 */
export function architectureNamed(name: string): Architecture {
  return refusingStrangers(name, named(name, architectures), architectureOptions);
}

/**
 * The same of those that read lines whole.
 *
 * @throws UsageError when there is none of that name
 */
export function lineArchitectureNamed(name: string): Architecture {
  return refusingStrangers(name, named(name, lineArchitectures), lineArchitectureOptions);
}

function named(name: string, known: Readonly<Record<string, Architecture>>): Architecture {
  const architecture = Object.hasOwn(known, name) ? known[name] : undefined;
  if (architecture) return architecture;
  throw unknownArchitecture(name, Object.keys(known));
}
