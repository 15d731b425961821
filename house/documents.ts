/** Names of sources in a document, as `room/file.ts`, `file.ts` or `folder/`; what has a placeholder in it is none. */
export function namedPaths(markdown: string): string[] {
  const spans = [...markdown.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span ?? "");
  return [...new Set(spans.filter((span) => /^[\w.-]+(\/[\w.-]+)*(\.(tsx?|js)|\/)$/.test(span)))];
}

/** Whether a name that a document gives is that of one of the files, or of a folder that one lies in. */
export function isThere(name: string, paths: readonly string[]): boolean {
  return paths.some((path) => `/${path}`.includes(`/${name}`) && (name.endsWith("/") || `/${path}`.endsWith(`/${name}`)));
}

/** A sentence that says where something stands. */
export interface OnlyIn {
  readonly name: string;
  readonly places: readonly string[];
}

/** What a document says stands "only in" some places: "`commander` is imported only in `packages/cli/`". */
export function saidOnlyIn(markdown: string): OnlyIn[] {
  const text = markdown.replace(/\s+/g, " ");
  return [...text.matchAll(/`([^`]+)`[^.`]*\bonly in\b((?:[^.`;]|`[^`]*`)*)/g)].map(([, name = "", rest = ""]) => ({
    name,
    places: [...rest.matchAll(/`([^`]+)`/g)].map(([, place]) => place ?? ""),
  }));
}

/** Whether places as a document gives them are the same as these, which are paths from the root. */
export function samePlaces(said: readonly string[], paths: readonly string[]): boolean {
  return said.length === paths.length && said.every((place, at) => `/${paths[at]}`.endsWith(`/${place}`));
}

/** How many rows the table below each bold title has: "**Reading a check**". */
export function walkRows(markdown: string): ReadonlyMap<string, number> {
  const walks = markdown.matchAll(/^\*\*([^*]+)\*\*[^\n]*\n\n((?:\|[^\n]*\n)+)/gm);
  return new Map([...walks].map(([, title = "", table = ""]) => [title, table.trim().split("\n").length - 2]));
}
