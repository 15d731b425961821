import type { Table } from "../automata/automaton.js";
import { alternatingSum } from "./alternating-sum.js";

/**
 * Numbers of any length with Luhn's check digit at their end: payment cards, IMEI. Every second digit from the right, beginning beside the
 * check digit, is doubled, and the two digits of what that gives are added; the sum is a multiple of 10.
 *
 * Source: ISO/IEC 7812-1, annex B; H. P. Luhn, US patent 2,950,048, 1960
 */
export function luhn(): Table {
  return alternatingSum((digit) => (digit < 5 ? 2 * digit : 2 * digit - 9));
}
