/** One number of `/metrics`, with what it is of. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What Tenfold's `/metrics` tell, in sentences. Source: the text format of Prometheus, version 0.0.4 */
export function serviceNumbers(text: string): readonly string[] {
  const samples = text.split("\n").flatMap((line) => sampleOf(line) ?? []);
  const of = (name: string) => samples.filter((sample) => sample.name === name);
  const sum = (name: string, wanted: (labels: Sample["labels"]) => boolean = () => true) =>
    of(name).reduce((total, { labels, value }) => (wanted(labels) ? total + value : total), 0);
  const documents = of("tenfold_documents").filter(({ value }) => value > 0);
  const status = (first: string) => (labels: Sample["labels"]) => labels.status?.startsWith(first) ?? false;
  const requests = sum("tenfold_requests_total");
  const seconds = sum("tenfold_request_seconds_sum") / Math.max(1, sum("tenfold_request_seconds_count"));
  return [
    documents.length === 0
      ? "No documents are kept."
      : `${counted(sum("tenfold_documents"), "document")} kept: ${documents.map(({ labels, value }) => `${count(value)} ${labels.status}`).join(", ")}.`,
    `${counted(sum("tenfold_jobs"), "document")} to be read; ${count(sum("tenfold_reading"))} of ${counted(sum("tenfold_readers"), "reader")} at work, ${counted(sum("tenfold_waiting"), "call")} waiting for one.`,
    `${counted(requests, "request")} answered since it started, ${count(sum("tenfold_requests_total", status("4")))} refused, ${count(sum("tenfold_requests_total", status("5")))} failed; ${Math.round(1000 * seconds)} ms each on average.`,
  ];
}

function sampleOf(line: string): Sample | undefined {
  const [, name, inner = "", number] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined || !Number.isFinite(Number(number))) return undefined;
  const labels = Object.fromEntries([...inner.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [key, value]));
  return { name, labels, value: Number(number) };
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function counted(value: number, what: string): string {
  return `${count(value)} ${what}${value === 1 ? "" : "s"}`;
}
