/** An option of a kind of field as it stands in an input: words as they are, all else as JSON. */
export function optionText(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What somebody wrote of it: JSON where it is some, else words; "1990, 2030" is a list of its numbers. Nothing written is no option. */
export function optionFrom(text: string): unknown {
  const written = text.trim();
  if (written === "") return undefined;
  try {
    return JSON.parse(written);
  } catch {
    const isList = /^-?\d+(\s*,\s*-?\d+)+$/.test(written);
    return isList ? written.split(",").map(Number) : written;
  }
}

/** The values that may be allowed, as texts: one a line, or parted by commas. */
export function allowedFrom(text: string): readonly string[] | undefined {
  const values = text.split(/[\n,]/).flatMap((part) => part.trim() || []);
  return values.length > 0 ? values : undefined;
}

/** Words that an option's sentence puts in quotes: what may be meant. */
export function wordsIn(sentence: string): readonly string[] {
  return Array.from(sentence.matchAll(/"([^"]+)"/g), ([, word]) => word as string);
}
