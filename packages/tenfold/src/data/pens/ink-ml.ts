import { FormatError } from "../../errors.js";

/**
 * The traces of an InkML text as x, y, x, y, …. Only what stands between `<trace>` and `</trace>` is looked at, and which of its numbers are X and
 * Y; no entity is expanded, nothing else opened.
 *
 * Source: W3C, "Ink Markup Language (InkML)", 2011, sections 3.1 and 3.2
 *
 * @throws FormatError when it is no InkML, or its traces are coded as differences
 */
export function inkMlStrokes(text: string, name: string): readonly (readonly number[])[] {
  if (!/<(\w{1,20}:)?ink\b/.test(text.slice(0, 4096))) throw new FormatError(`${name} is no InkML: it has no <ink>; pass an .inkml file`);
  const [x, y] = placesOf(text);
  return tracesIn(text).map((trace) => {
    const row: number[] = [];
    for (const point of trace.split(",")) {
      const values = point.trim().split(/\s+/);
      if (point.trim() === "") continue;
      const [across, down] = [Number(values[x]), Number(values[y])];
      if (Number.isFinite(across) && Number.isFinite(down)) row.push(across, down);
      else throw new FormatError(refusalOf(point, name));
    }
    return row;
  });
}

function refusalOf(point: string, name: string): string {
  if (/['"!*?]/.test(point)) return `${name} has traces that are coded as differences, which is not read; save them as plain coordinates`;
  return `${name} has a trace with a point that is no x and y: ${JSON.stringify(point.trim().slice(0, 40))}`;
}

/** Which numbers of a point are X and Y: the first two, unless channels are named. */
function placesOf(text: string): readonly [x: number, y: number] {
  const start = text.search(/<(\w{1,20}:)?traceFormat\b/);
  const end = start < 0 ? -1 : text.indexOf("traceFormat>", start + 12);
  if (end < 0) return [0, 1];
  const names = Array.from(
    text.slice(start, end).matchAll(/<(?:\w{1,20}:)?channel\b[^>]{0,500}?\bname="([^"]{1,40})"/g),
    ([, name]) => name,
  );
  const [x, y] = [names.indexOf("X"), names.indexOf("Y")];
  return x >= 0 && y >= 0 ? [x, y] : [0, 1];
}

function tracesIn(text: string): string[] {
  const traces: string[] = [];
  for (const part of text.split(/<(?:\w{1,20}:)?trace(?=[\s>])/).slice(1)) {
    const from = part.indexOf(">");
    const to = part.indexOf("<", from);
    if (from >= 0 && to >= 0) traces.push(part.slice(from + 1, to));
  }
  return traces;
}
