import { type DocumentPage, isUnread, type PlainDigit, type ReadString } from "tenfold/document";
import { tableHead, tableRows } from "../../formats/read-table.js";
import { jsonLine } from "../../json-line.js";
import { csv } from "../../pages/csv.js";
import type { Said } from "./said-journal.js";

/** A string with what somebody said of it. */
export interface CorrectedString extends ReadString<PlainDigit> {
  readonly review?: Pick<Said, "verdict" | "reviewer" | "at"> & {
    /** What was read. */
    readonly was: string;
  };
}

/** What was said of the string in a place of a page, counted from 0, where somebody looked. */
export type SaidOf = (place: number) => Said | undefined;

/**
 * A page as it is after review: what was corrected has its text and, as it is a person's, the confidence 1; where no field is there is none; what
 * cannot be read has no text and stays for review. Of a corrected text value and digits are not known, and left out.
 */
export function correctedPage(page: DocumentPage, saidOf: SaidOf): DocumentPage {
  if (isUnread(page)) return page;
  const strings = page.strings.flatMap((string, place): CorrectedString[] => {
    const said = saidOf(place);
    if (!said) return [string];
    return said.verdict === "no field" ? [] : [corrected(string, said)];
  });
  return { ...page, strings };
}

function corrected(string: ReadString<PlainDigit>, { verdict, text, reviewer, at }: Said): CorrectedString {
  const review = { verdict, reviewer, at, was: string.text };
  if (verdict === "right") return { ...string, status: "accepted", confidence: 1, reasons: [], review };
  const { value: _, explained: __, unexplained: ___, levels: ____, proof: _____, isBlank: ______, ...rest } = string;
  const bare = { ...rest, digits: [], alternatives: [], review };
  if (verdict === "corrected") return { ...bare, text: text ?? "", status: "accepted", confidence: 1, reasons: [] };
  return { ...bare, text: "", status: "review", confidence: 0, reasons: ["a person could not read it"] };
}

/** Pages as JSON lines, as `tenfold read` writes them, with `review` of the strings that somebody looked at. */
export function correctedLines(pages: readonly DocumentPage[]): string {
  return pages.map(jsonLine).join("");
}

/** Pages as the table that `tenfold read --csv` writes; the status of a string that somebody looked at is what they said. */
export function correctedTable(pages: readonly DocumentPage[]): string {
  const head = tableHead();
  const place = head.indexOf("status");
  const rows = pages.flatMap((page) =>
    tableRows<never>(page).map((row, at) => {
      const { review } = (isUnread(page) ? {} : (page.strings[at] ?? {})) as Partial<CorrectedString>;
      return review ? row.with(place, review.verdict) : row;
    }),
  );
  return csv({ head, rows });
}
