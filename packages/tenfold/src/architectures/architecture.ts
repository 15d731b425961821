import { UsageError } from "../errors.js";
import type { Network } from "../model/network/sequential.js";
import { spellingAdvice } from "../nearest-word.js";

/** Makes a network that tells so many classes apart, 10 by default; some take more options, as a width. */
export type Architecture = (options?: { readonly classes?: number; readonly [option: string]: number | undefined }) => Network;

/** Options beside `classes`, by the architecture's name. */
export type OptionNames = Readonly<Record<string, readonly string[]>>;

/** What architectures take. */
export const architectureOptions: OptionNames = {
  resnet: ["depth", "width"],
  efficientnet: ["compound"],
  accurate: ["width"],
};

/** What those that read lines take. */
export const lineArchitectureOptions: OptionNames = { line: ["channels", "width"] };

/** The architecture of a name, which refuses options that it does not have. */
export function refusingStrangers(name: string, architecture: Architecture, options: OptionNames): Architecture {
  return (given = {}) => {
    const known = Object.hasOwn(options, name) ? (options[name] ?? []) : [];
    const stranger = Object.keys(given).find((option) => option !== "classes" && !known.includes(option));
    if (stranger === undefined) return architecture(given);
    const advice = known.length > 0 ? spellingAdvice(stranger, known) : `it has none; ${Object.keys(options).join(", ")} have some`;
    throw new UsageError(`architecture "${name}" has no option "${stranger}"; ${advice}`);
  };
}

/** What is said of a name that is none of an architecture. */
export function unknownArchitecture(name: string, known: readonly string[]): UsageError {
  return new UsageError(`architecture "${name}" is unknown; ${spellingAdvice(name, known)}`);
}
