import type { Row } from "../pages/blocks.js";
import { duration, plural, rough, whole } from "../pages/numbers.js";
import type { ReportData } from "./report-data.js";

export function costRows({ history, parameters, multiplyAdds, machine, versions, seconds }: ReportData): Row[] {
  const spent = seconds ?? history.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return [
    ...(parameters === undefined ? [] : [["Parameters", whole(parameters)] as const]),
    ...(multiplyAdds === undefined ? [] : [["Multiply-adds", `${rough(multiplyAdds)} an image`] as const]),
    ...(history.length > 0 ? [["Training time", duration(spent)] as const] : []),
    ...(machine ? [["Machine", machine] as const] : []),
    ...Object.entries(versions),
  ];
}

/** The last part of the run's path, as the Hub names a model. */
export function cardName({ title }: ReportData): string {
  return title.split(/[\\/]/).filter(Boolean).at(-1) ?? "model";
}

function hashLines(hashes: Readonly<Record<string, string>>): string[] {
  return Object.entries(hashes).map(([file, hash]) => `${file} ${hash.slice(0, 16)}\u2026`);
}

export function cardList(rows: readonly Row[]): string {
  return rows.map(([term, value]) => `- ${cardText(term)}: ${cardText(value)}`).join("\n");
}

/** A string as YAML writes it in double quotes: JSON's way, with everything beyond printable ASCII escaped. */
export function yamlText(value: string): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Text that Markdown leaves as it is: nothing in it becomes a tag, a link, a cell or a line of its own. */
export function cardText(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").replace(/[\\`*_[\]<>|#&~$!]/g, (sign) => `\\${sign}`);
}

/** Which data was used, with the beginnings of its files' hashes. */
export function usedData({ data = [] }: ReportData): string {
  const rows = data.map(({ name, count, hashes = {} }): Row => [name, [plural(count, "image"), ...hashLines(hashes)].join(", ")]);
  return cardList(rows) || "Which data was used was not recorded.";
}
