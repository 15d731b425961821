import type { Table } from "../automata/automaton.js";
import { alternatingSum } from "./alternating-sum.js";

/**
 * Numbers of any length with the check digit of trade items at their end, EAN-8, UPC-A, EAN-13, GTIN-14, SSCC: from the right, digits count
 * 1, 3, 1, 3 times, the sum is a multiple of 10.
 *
 * Source: GS1 General Specifications, section 7.9, "Check digits calculations"
 */
export function gtin(): Table {
  return alternatingSum((digit) => 3 * digit);
}
