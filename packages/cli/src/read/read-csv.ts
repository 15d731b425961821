import { csv } from "../report/csv.js";
import { isFailure, type ReadRecord } from "./read-record.js";

/** One heading a column. */
export const csvHead = [
  "file",
  "page",
  "field",
  "text",
  "value",
  "confidence",
  "status",
  "reasons",
  "left",
  "top",
  "right",
  "bottom",
] as const;

/** The heading line. */
export function csvHeading(): string {
  return csv({ head: csvHead, rows: [] });
}

/** A line for each string of a page; for a page with none, or one that failed, a line that says why. */
export function csvRows(record: ReadRecord): string {
  const { file, page } = record;
  if (isFailure(record)) return rows([[file, page, null, null, null, null, "failed", record.error]]);
  if (record.strings.length === 0) return rows([[file, page, null, null, null, null, "nothing found", record.reason]]);
  return rows(
    record.strings.map(({ name, text, value, confidence, status, reasons, box, isBlank }) => {
      return [
        file,
        page,
        name,
        text,
        value,
        Math.round(confidence * 1e4) / 1e4,
        isBlank && status === "accepted" ? "blank" : status,
        reasons.join("; "),
        box.left,
        box.top,
        box.right,
        box.bottom,
      ];
    }),
  );
}

function rows(values: readonly (readonly (string | number | null | undefined)[])[]): string {
  return csv({ head: [], rows: values }).slice(1);
}
