import { readFile } from "node:fs/promises";
import { join } from "node:path";

export const bundlersDoc = await readFile(join(import.meta.dirname, "../../../../docs/bundlers.md"), "utf8");

/** A block of code of docs/bundlers.md: the first below a heading, a word in bold or another line, of that language. */
export function blockBelow(place: string, language: string): string {
  const at = bundlersDoc.indexOf(place);
  const [, block] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(at < 0 ? "" : bundlersDoc.slice(at)) ?? [];
  if (block === undefined) throw new Error(`docs/bundlers.md has no ${language} below "${place}"`);
  return block;
}
