import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { listInputs } from "./list-inputs.js";

it("takes from a folder every picture, those of kinds that are not read among them, so that somebody hears of these", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tenfold-inputs-"));
  try {
    const pictures = ["1.bmp", "2.jfif", "3.jp2", "4.jxl", "5.pgm", "6.PPM", "10.png"];
    for (const name of [...pictures, "notes.txt", "table.csv", ".hidden.png"]) writeFileSync(join(folder, name), "");
    expect((await listInputs([folder])).map(({ file }) => basename(file))).toEqual(pictures);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
