import { UsageError } from "tenfold/errors";
import { type DocumentFormat, type Format, filesOnly, formatOf } from "tenfold-works/formats";

/** Where and how `read` is asked to put what it read. */
export interface AskedOutputs {
  readonly files: readonly string[];
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly format?: Format | undefined;
  readonly out?: string | undefined;
  readonly resume?: boolean | undefined;
  readonly bom?: boolean | undefined;
  readonly alternatives?: boolean | undefined;
  readonly wide?: boolean | undefined;
  readonly truth?: string | undefined;
  readonly report?: string | undefined;
}

/** Where and how it does. */
export interface Outputs {
  /** A file that is written once all is read. */
  readonly file?: { readonly path: string; readonly format: Format };
  /** Printed page by page. */
  readonly json: boolean;
  readonly csv: boolean;
  /** Printed once all is read. */
  readonly whole?: DocumentFormat;
}

/** @throws UsageError when outputs exclude each other, or mean nothing */
export function outputsOf(asked: AskedOutputs): Outputs {
  const { json = false, csv = false, format, out, wide } = asked;
  if (json && csv) throw new UsageError("--json and --csv exclude each other; pass one of them");
  refuseMeaningless(asked);
  const file = out === undefined ? undefined : { path: out, format: formatOf(out, format) };
  const printed = file ? undefined : format;
  if (printed !== undefined && (json || csv))
    throw new UsageError(`--format ${printed} and --${json ? "json" : "csv"} exclude each other without --out; pass one of them`);
  if (printed !== undefined && filesOnly.includes(printed)) throw new UsageError(`--format ${printed} is nothing to print; pass --out`);
  const outputs = { ...(file && { file }), ...printedAs(printed, { json, csv, wide: wide === true }) };
  refuseIdleTables(asked, outputs);
  return outputs;
}

function refuseMeaningless({ files, out, resume, truth, report }: AskedOutputs): void {
  if (report !== undefined && truth === undefined)
    throw new UsageError("--report is about truth; pass --truth, a CSV with the columns file,page,field,text");
  if (resume && truth !== undefined)
    throw new UsageError("--resume and --truth exclude each other: what was read before is not read again, and not judged");
  if (resume && out === undefined) throw new UsageError("--resume goes on with --out; say which file that is");
  if (resume && files.includes("-")) throw new UsageError("--resume goes on with files, and - is what is piped in; save it as a file");
}

interface Printed {
  readonly json: boolean;
  readonly csv: boolean;
  readonly wide: boolean;
}

/** A row a form is known once all its pages are read. */
function printedAs(format: Format | undefined, { json, csv, wide }: Printed): Pick<Outputs, "json" | "csv" | "whole"> {
  if ((csv || format === "csv") && wide) return { json, csv: false, whole: "csv" };
  if (format === undefined || format === "json" || format === "csv")
    return { json: json || format === "json", csv: csv || format === "csv" };
  return { json, csv, whole: format as DocumentFormat };
}

/** What is about tables means nothing where none is written. */
function refuseIdleTables({ bom, alternatives, wide }: AskedOutputs, { file, csv, whole }: Outputs): void {
  const hasCsv = csv || whole === "csv" || file?.format === "csv";
  const tables = "pass --csv, or --out with a name that ends in .csv";
  if (bom && !hasCsv) throw new UsageError(`--bom is about CSV; ${tables}`);
  if (hasCsv || file?.format === "xlsx") return;
  if (wide) throw new UsageError(`--wide is about tables; ${tables} or .xlsx`);
  if (alternatives) throw new UsageError(`--alternatives is about tables; ${tables} or .xlsx`);
}
