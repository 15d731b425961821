import { InvalidArgumentError } from "commander";
import { wholeNumber } from "./command.js";

/** Reads numbers in a range, separated by commas: "0,.1,10". None may come twice. */
export function numberList(from: number, to: number, kind: "whole" | "any" = "any"): (text: string) => number[] {
  const wanted = `${kind === "whole" ? "whole numbers" : "numbers"} from ${from} to ${to}, separated by commas, are wanted`;
  return (text) => {
    const parts = text.split(",").map((part) => part.trim());
    const values = parts.map(Number);
    const written = parts.every((part) => (kind === "whole" ? /^\d+$/ : /^(\d+\.?\d*|\.\d+)(e-?\d+)?$/i).test(part));
    if (!written || values.some((value) => value < from || value > to)) throw new InvalidArgumentError(`${wanted}`);
    if (new Set(values).size < values.length) throw new InvalidArgumentError("each number once is wanted");
    return values;
  };
}

const seeds = numberList(0, 2 ** 32 - 1, "whole");

/** Reads how many seeds there are to be, or which: "3" or "42,43,44". */
export function seedList(text: string): number | number[] {
  return text.includes(",") ? seeds(text) : wholeNumber(1, 1000)(text);
}
