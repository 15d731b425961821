import { UsageError } from "../errors.js";
import type { Network } from "../model/sequential.js";
import { spellingAdvice } from "../nearest-word.js";
import { accurate } from "./accurate.js";
import { classic } from "./classic.js";
import { efficientnet } from "./efficientnet.js";
import { lenet5 } from "./lenet5.js";
import { mobile } from "./mobile.js";
import { quick } from "./quick.js";
import { resnet } from "./resnet.js";
import { simple } from "./simple.js";

export { type AccurateOptions, accurate } from "./accurate.js";
export { type ClassicOptions, classic } from "./classic.js";
export { type EfficientnetOptions, efficientnet } from "./efficientnet.js";
export { type Lenet5Options, lenet5 } from "./lenet5.js";
export { type MobileOptions, mobile } from "./mobile.js";
export { type QuickOptions, quick } from "./quick.js";
export { type ResnetOptions, resnet } from "./resnet.js";
export { type SimpleOptions, simple } from "./simple.js";

/** Makes a network that tells so many classes apart, 10 by default; some take more options, as a width. */
export type Architecture = (options?: { readonly classes?: number; readonly [option: string]: number }) => Network;

/** The architectures by name. */
export const architectures: Readonly<Record<string, Architecture>> = {
  simple,
  lenet5,
  quick,
  mobile,
  classic,
  resnet,
  efficientnet,
  accurate,
};

/** What architectures take beside `classes`. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  resnet: ["depth", "width"],
  efficientnet: ["compound"],
  accurate: ["width"],
};

/**
 * The architecture of that name, which refuses options that it does not have.
 *
 * @throws UsageError when there is none of that name, with the one that was probably meant, or those there are
 */
export function architectureNamed(name: string): Architecture {
  const architecture = Object.hasOwn(architectures, name) ? architectures[name] : undefined;
  if (!architecture) throw new UsageError(`architecture "${name}" is unknown; ${spellingAdvice(name, Object.keys(architectures))}`);
  return (options = {}) => {
    const known = Object.hasOwn(optionsOf, name) ? (optionsOf[name] ?? []) : [];
    const stranger = Object.keys(options).find((option) => option !== "classes" && !known.includes(option));
    if (stranger === undefined) return architecture(options);
    const advice = known.length > 0 ? spellingAdvice(stranger, known) : `it has none; ${Object.keys(optionsOf).join(", ")} have some`;
    throw new UsageError(`architecture "${name}" has no option "${stranger}"; ${advice}`);
  };
}
