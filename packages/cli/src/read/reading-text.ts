import { plain } from "../text-table.js";
import { isFailure, type ReadRecord } from "./read-record.js";

/** What was read from a page, for people: a line a string, and a reason under those that a person should look at. */
export function readingText(record: ReadRecord): string {
  const where = record.page !== undefined && (record.pages ?? 1) > 1 ? `${record.file} page ${record.page}` : record.file;
  if (isFailure(record)) return `${plain(where)}\n  failed: ${plain(record.error)}\n`;
  const { strings, reason = "nothing was found to read" } = record;
  if (strings.length === 0) return `${plain(where)}\n  ${plain(reason)}\n`;
  const width = Math.max(...strings.map(({ name = "" }) => name.length));
  const lines = strings.map(({ name, text, confidence, status, reasons, isBlank }) => {
    const start = name === undefined ? "" : `${plain(name).padEnd(width)}  `;
    const said = isBlank ? "(blank)" : `${plain(text) || "?"}  ${(confidence * 100).toFixed(1)} %`;
    return `  ${start}${said}${status === "review" ? `  review: ${plain(reasons.join("; "))}` : ""}\n`;
  });
  return `${plain(where)}\n${lines.join("")}`;
}
