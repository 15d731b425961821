import { palettes } from "tenfold";
import { digitImage } from "../pages/digit-image.js";
import { markup } from "../pages/markup.js";
import { whole } from "../pages/numbers.js";
import { PNG_FONT } from "../pages/render.js";
import type { Strip } from "./strips.js";

const [EDGE, NAMES, COUNTS, GAP, ZOOM] = [16, 110, 60, 6, 1.25];

/** A contact sheet as an SVG picture: a class a line, with its name, how many pictures it has, and the first of them. */
export async function sheetPicture(title: string, strips: readonly Strip[]): Promise<string> {
  const { ink, muted, paper } = palettes.light;
  const [rowHeight, rowWidth] = [ZOOM * (strips[0]?.height ?? 0), ZOOM * (strips[0]?.width ?? 0)];
  const left = EDGE + NAMES + COUNTS;
  const width = Math.ceil(left + rowWidth + EDGE);
  const top = EDGE + 30;
  const height = Math.ceil(top + strips.length * (rowHeight + GAP) + EDGE);
  const rows = strips.map(async (strip, index) => {
    const y = top + index * (rowHeight + GAP);
    const middle = y + rowHeight / 2 + 4;
    return markup`<text x="${EDGE}" y="${middle}" fill="${ink}">${strip.className}</text>
<text x="${left - 14}" y="${middle}" text-anchor="end">${whole(strip.count)}</text>
<image x="${left}" y="${y}" width="${rowWidth}" height="${rowHeight}" href="${await digitImage(strip)}"/>
`;
  });
  const font = `system-ui, -apple-system, 'Segoe UI', '${PNG_FONT}', sans-serif`;
  return markup`<svg role="img" aria-label="${title}: the first pictures of each class." xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${paper}"/>
<g font-family="${font}" font-size="12" fill="${muted}">
<text x="${EDGE}" y="${EDGE + 12}" font-size="15" font-weight="600" fill="${ink}">${title}</text>
${await Promise.all(rows)}</g>
</svg>
`.markup;
}
