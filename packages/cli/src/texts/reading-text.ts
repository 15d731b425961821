import { percent } from "tenfold";
import type { ReadContext, ReadPage } from "tenfold/document";
import { plain } from "../terminal/text-table.js";

/** What was read from a page, for people: a line a string, and a reason under those that a person should look at. */
export function readingText({
  file,
  page,
  pages,
  strings,
  turned,
  context,
  notice,
  reason = "nothing was found to read",
}: ReadPage): string {
  const place = pages > 1 ? `${file} page ${page}` : file;
  const where = turned ? `${place}, turned by ${turned} degrees to be read` : place;
  const noticed = notice === undefined ? "" : `  (${plain(notice)})\n`;
  if (strings.length === 0) return `${plain(where)}\n  ${plain(reason)}\n${noticed}`;
  const width = Math.max(...strings.map(({ name = "" }) => name.length));
  const lines = strings.map(({ name, text, confidence, status, reasons, why, isBlank }) => {
    const start = name === undefined ? "" : `${plain(name).padEnd(width)}  `;
    const said = isBlank ? "(blank)" : `${plain(text) || "?"}  ${percent(confidence, { decimals: 1 })}`;
    const place = why === undefined ? "" : `  ${plain(why)}`;
    return `  ${start}${said}${place}${status === "review" ? `  review: ${plain(reasons.join("; "))}` : ""}\n`;
  });
  return `${plain(where)}\n${lines.join("")}${context ? `  ${contextText(context, strings)}\n` : ""}${noticed}`;
}

/** What is known of the writer did. */
function contextText({ from, changed, region, profile, writer }: ReadContext, strings: ReadPage["strings"]): string {
  const known = writer === undefined ? "" : `the writer is ${plain(writer)}; `;
  const others = from === 0 ? notHeard(strings, profile) : "";
  if (others && region === undefined) return `(${known}${others}: each is read by itself)`;
  const shown = from === 1 ? "the hand that 1 digit shows" : `the hand that ${from} digits show`;
  const told = profile === undefined ? shown : `${shown} beside ${profile} known ones`;
  const by = [...(region === undefined ? [] : [`region ${plain(region)}`]), ...(from ? [told] : [])].join(" and ");
  return `(${known}${others && `${others}; `}by ${by}, ${changed} ${changed === 1 ? "is" : "are"} read otherwise)`;
}

/** Why the hand was not heard. */
function notHeard(strings: ReadPage["strings"], profile: number | undefined): string {
  if (profile !== undefined) return "its digits do not look like the hand of the profile";
  const digits = strings.reduce((sum, string) => sum + string.digits.length, 0);
  return digits < 2 ? "one digit tells nothing of its hand" : "its digits do not look like one hand's";
}
