import { csv, type Table } from "../../pages/csv.js";
import type { JudgedString } from "../judged/judged-string.js";
import type { TruthReport } from "./truth-report.js";

/** Every string with its truth, a line each. */
export function stringsCsv(strings: readonly JudgedString[]): string {
  return csv({
    head: ["file", "page", "field", "truth", "text", "right", "confidence", "status", "proof"],
    rows: strings.map(({ file, page, field, truth, text, right, confidence, status, proof }) => [
      ...[file, page, field, truth, text, right ? "yes" : "no", confidence, status, proof],
    ]),
  });
}

/** The numbers behind the plot. */
export function curveTable({ curve }: TruthReport): Table {
  return {
    head: ["threshold", "answered", "wrong", "coverage", "risk"],
    rows: curve.map(({ threshold, answered, wrong, coverage, risk }) => [threshold, answered, wrong, coverage, risk]),
  };
}
