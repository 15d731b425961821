import type { ReportData } from "../report-data.js";

/** What a report is called: in the head of the page, where a browser's tab shows its first words, and on the page itself. */
export function runTitle({ title, config }: Pick<ReportData, "title" | "config">): { inHead: string; onPage: string } {
  const { preset, begun } = config;
  const day = typeof begun === "string" ? /^\d{4}-\d\d-\d\d/.exec(begun)?.[0] : undefined;
  const said = typeof preset === "string" && preset !== "" ? [`preset ${preset}`] : [];
  const facts = [...said, ...(day ? [day] : [])];
  return { inHead: [title, ...facts].join(", "), onPage: [title, ...facts].join(" \u00b7 ") };
}
