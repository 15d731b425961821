import type { Format } from "tenfold-works/formats";

/** What the files of each format are called on the web. */
export const fileTypes: Readonly<Record<Format, string>> = {
  json: "application/json",
  jsonl: "application/x-ndjson",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  hocr: "text/html",
  alto: "application/xml",
  page: "application/xml",
  pdf: "application/pdf",
  labelstudio: "application/json",
};
