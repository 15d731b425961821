import type { Strip } from "tenfold-works/sets";
import { plain } from "../terminal/text-table.js";

/** A sign of text stands for so many pixels across at least, and twice as many down: signs are about twice as high as wide. */
const ACROSS = 2;
/** Signs in a line at most; larger pictures are drawn smaller. */
const LINE = 80;

/** Contact sheets for a terminal: block signs, a class after the other. */
export function textSheet(strips: readonly Strip[]): string {
  return strips.map((strip) => `${plain(strip.className)}\n${drawn(strip)}\n`).join("");
}

/** Half blocks: the upper and the lower half of a sign are inked where the mean of their pixels is more than half of full ink. */
function drawn({ pixels, height, width }: Strip): string {
  const across = Math.max(ACROSS, Math.ceil(width / LINE));
  const half = (row: number, column: number) => {
    let [ink, count] = [0, 0];
    for (let y = row * across; y < Math.min((row + 1) * across, height); y++) {
      for (let x = column * across; x < Math.min((column + 1) * across, width); x++) {
        ink += pixels[y * width + x] as number;
        count++;
      }
    }
    return count > 0 && ink / count > 100;
  };
  const [rows, columns] = [Math.ceil(height / across), Math.ceil(width / across)];
  const lines: string[] = [];
  for (let row = 0; row < rows; row += 2) {
    const signs = Array.from({ length: columns }, (_, column) => " ▀▄█"[Number(half(row, column)) + 2 * Number(half(row + 1, column))]);
    lines.push(signs.join("").trimEnd());
  }
  return `${lines.join("\n").replace(/^\n+|\n+$/g, "")}\n`;
}
