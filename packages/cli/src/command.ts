import { InvalidArgumentError } from "commander";
import type { Host } from "./host.js";

/** A command of the program: what its help says, and what it does. */
export interface Command<Options extends object = object> {
  readonly name: string;
  /** One line, as in the list of all commands. */
  readonly summary: string;
  /** More of it, for the command's own help. */
  readonly details?: string;
  /** In commander's notation, "<model>", "[files...]", with a description. */
  readonly arguments?: readonly (readonly [notation: string, description: string])[];
  readonly options: readonly Option[];
  /** Command lines without the program's name, and what each is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** Gets arguments and options by their names in camel case. Loads what is slow to load only here. */
  run(options: Options, host: Host): Promise<void>;
}

export interface Option {
  /** In commander's notation, "--batch-size <n>". */
  readonly notation: string;
  readonly description: string;
  readonly parse?: (text: string) => unknown;
}

/** Options that several commands have. */
export const shared = {
  json: { notation: "--json", description: "print one JSON document" },
  quiet: { notation: "--quiet", description: "print no progress" },
  threads: { notation: "--threads <n>", description: "how many threads compute (default: all cores)", parse: wholeNumber(1, 64) },
  data: { notation: "--data <data>", description: "a set by name, or a folder or table of your own (default: mnist)" },
  resize: { notation: "--resize", description: "scale pictures of another size to the network's" },
} satisfies Record<string, Option>;

/** Reads a whole number in a range. */
export function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const wanted = to === Number.MAX_SAFE_INTEGER ? `a whole number from ${from}` : `a whole number from ${from} to ${to}`;
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < from || value > to) throw new InvalidArgumentError(`${wanted} is wanted`);
    return value;
  };
}
