import sharp from "sharp";
import type { Picture, Point } from "tenfold";
import { type Markup, markup, trusted } from "../report/markup.js";

/** What is drawn onto a picture of a page, in its pixels. */
export interface Shape {
  /** Corners of a polygon; two are a line. */
  readonly corners: readonly Point[];
  readonly tone: Tone;
  /** Set above the first corner, or below it, within the shape. */
  readonly label?: string;
  readonly isLabelInside?: boolean;
}

/** Blue for what is as it should be, orange for what a person should look at, gray for asides. */
export type Tone = keyof typeof colors;

/** Blue and orange are the pair that every common color vision deficiency keeps apart (Okabe and Ito, 2008). */
const colors = { good: "#0064a8", bad: "#bf4d10", aside: "#5a6470" } as const;
/** How large text is, in widths of a line. */
const SIZE = 9;
/** Pixels of the longer side that are enough to look at, and those that it takes: smaller pictures are made larger. */
const [SHORTEST, LONGEST] = [900, 2000];

/** A picture with shapes on it, as SVG text that holds the picture: half as large as its pixels, so that it prints sharp. */
export async function annotatedPage(picture: Picture, shapes: readonly Shape[]): Promise<string> {
  const side = Math.max(picture.height, picture.width);
  const scale = side > LONGEST ? LONGEST / side : Math.max(1, SHORTEST / side);
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  const href = `data:image/jpeg;base64,${(await shrunk(picture, width, height)).toString("base64")}`;
  const line = scale > 1 ? 2.5 : Math.max(1.5, Math.max(width, height) / 900);
  const drawn = shapes.map((shape) => drawShape(shape, scale, line));
  const above = Math.ceil(1.7 * SIZE * line); // for labels of what stands at the edge
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width / 2}" height="${(height + above) / 2}" viewBox="0 ${-above} ${width} ${height + above}">
<rect y="${-above}" width="${width}" height="${above}" fill="#ffffff"/>
<image href="${trusted(href)}" width="${width}" height="${height}"/>
<g fill="none" stroke-width="${line}" font-family="DejaVu Sans, sans-serif" font-size="${round(SIZE * line)}">
${drawn}
</g>
</svg>
`.markup;
}

async function shrunk({ pixels, height, width, channels }: Picture, toWidth: number, toHeight: number): Promise<Buffer> {
  const bytes = pixels instanceof Uint16Array ? Uint8Array.from(pixels, (shade) => shade >> 8) : pixels;
  return sharp(bytes, { raw: { height, width, channels } })
    .flatten({ background: "white" })
    .resize(toWidth, toHeight, { fit: "fill" })
    .jpeg({ quality: 85 })
    .toBuffer();
}

function drawShape({ corners, tone, label, isLabelInside }: Shape, scale: number, line: number): Markup {
  const points = corners.map(([x, y]) => `${round(x * scale)},${round(y * scale)}`).join(" ");
  const color = colors[tone];
  const outline =
    corners.length > 2 ? markup`<polygon points="${points}" stroke="${color}"/>` : markup`<polyline points="${points}" stroke="${color}"/>`;
  if (label === undefined) return markup`${outline}\n`;
  const [x, y] = corners[0] as Point;
  const [size, left] = [SIZE * line, x * scale];
  const foot = isLabelInside ? y * scale + 1.15 * size : y * scale - 3 * line;
  // A plate of paper keeps the text legible on print; a sign is at most so wide in the font.
  const width = (0.64 * label.length + 0.4) * size;
  return markup`${outline}<rect x="${round(left)}" y="${round(foot - size)}" width="${round(width)}" height="${round(1.25 * size)}" fill="#ffffff" fill-opacity="0.88"/>\
<text x="${round(left + 0.2 * size)}" y="${round(foot)}" fill="${color}">${label}</text>\n`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
