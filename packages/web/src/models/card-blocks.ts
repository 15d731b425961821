/** A part of a model card, as pages show it. */
export type CardBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The parts of a model card behind its head: of Markdown what our cards use. Links are their texts: a page asks nobody else. */
export function cardBlocks(markdown: string): readonly CardBlock[] {
  const body = markdown.replace(/\r/g, "").replace(/^---\n[\s\S]*?\n---\n/, "");
  return body
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^# /.test(part))
    .map(blockOf);
}

function blockOf(part: string): CardBlock {
  const lines = part.split("\n");
  if (part.startsWith("#")) return { kind: "heading", text: plain(part.replace(/^#+ */, "")) };
  if (lines.every((line) => line.startsWith("|"))) return table(lines);
  if (lines[0]?.startsWith("- ")) return { kind: "list", items: part.slice(2).split(/\n- /).map(plain) };
  return { kind: "paragraph", text: plain(part) };
}

function table(lines: readonly string[]): CardBlock {
  const cells = (line: string) => line.split("|").slice(1, -1).map(plain);
  const [head = "", , ...rows] = lines;
  return { kind: "table", head: cells(head), rows: rows.map(cells) };
}

function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\([^A-Za-z0-9\s])|[`*]/g, (_, escaped?: string) => escaped ?? "")
    .replace(/\s+/g, " ")
    .trim();
}
