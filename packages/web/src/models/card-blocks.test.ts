import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cardBlocks } from "./card-blocks.js";

describe("a model card", () => {
  it("is shown in parts, without its head, and links as their texts", () => {
    const card =
      "---\nlanguage: en\n---\n\n# x\n\nReads `digits`\nwell ([how](https://a.b)).\n\n## Data\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n  lines\n";
    expect(cardBlocks(card)).toEqual([
      { kind: "paragraph", text: "Reads digits well (how)." },
      { kind: "heading", text: "Data" },
      { kind: "table", head: ["a", "b"], rows: [["1", "2"]] },
      { kind: "list", items: ["one", "two lines"] },
    ]);
  });

  it("takes what is escaped as it is, and marks away", () => {
    const card = "---\n---\n\n# x\n\n| a |\n|---|\n| \\* |\n| \\$ |\n| `b` |\n";
    expect(cardBlocks(card).at(-1)).toEqual({ kind: "table", head: ["a"], rows: [["*"], ["$"], ["b"]] });
  });

  it.each(["classic", "mobile", "reader", "lines", "signs"])(
    "of %s begins with what it does, and every table has rows of one width",
    async (name) => {
      const blocks = cardBlocks(await readFile(join(import.meta.dirname, `../../../tenfold/models/${name}.md`), "utf8"));
      expect(blocks[0]?.kind).toBe("paragraph");
      const tables = blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
      expect(tables.length).toBeGreaterThan(0);
      for (const { head, rows } of tables) expect(rows.every(({ length }) => length === head.length)).toBe(true);
      expect(JSON.stringify(blocks)).not.toMatch(/\]\(|\\\\/);
    },
  );
});
