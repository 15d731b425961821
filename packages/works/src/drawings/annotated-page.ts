import type { Picture, Point } from "tenfold";
import { around, aroundPoints, type Box, frameOf, type Gray, intersection, overlap, roundedOut } from "tenfold/image";
import { type Markup, markup, trusted } from "../pages/markup.js";
import { inkMap } from "./ink-map.js";
import type { Label, Side } from "./label-candidates.js";
import { type PlacedLabel, placeLabels } from "./place-labels.js";

/** What is drawn onto a picture of a page, in its pixels. */
export interface Shape {
  /** Corners of a polygon; two are a line. */
  readonly corners: readonly Point[];
  readonly tone: Tone;
  readonly label?: string;
  /** Where the label goes if there is room, above unless told. */
  readonly labelAt?: Side;
}

/** Blue for what is as it should be, orange for what a person should look at, purple for ink that nothing explains, gray for asides. */
export type Tone = keyof typeof colors;

/** Blue and orange are the pair that every common color vision deficiency keeps apart (Okabe and Ito, 2008). */
const colors = { good: "#0064a8", bad: "#bf4d10", loose: "#8a3b84", aside: "#5a6470" } as const;
/** What a person should look at lies on top. */
const order: readonly Tone[] = ["aside", "good", "loose", "bad"];
/** How large text is, in widths of a line. */
const SIZE = 9;
/** Pixels of the longer side that are enough to look at, and those that it takes: smaller pictures are made larger. */
const [SHORTEST, LONGEST] = [900, 2000];

/**
 * A picture with shapes on it, as SVG text that holds the picture: half as large as its pixels, so that it prints sharp. Labels go where they
 * hide least.
 */
export async function annotatedPage(picture: Picture, shapes: readonly Shape[]): Promise<string> {
  const side = Math.max(picture.height, picture.width);
  const scale = side > LONGEST ? LONGEST / side : Math.max(1, SHORTEST / side);
  const [width, height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
  const { jpeg, gray } = await shrunk(picture, width, height);
  const href = `data:image/jpeg;base64,${jpeg.toString("base64")}`;
  const line = scale > 1 ? 2.5 : Math.max(1.5, Math.max(width, height) / 900);
  const scaled = shapes.map((shape) => ({ ...shape, corners: shape.corners.map(([x, y]): Point => [x * scale, y * scale]) }));
  const inOrder = [...scaled].sort((one, other) => order.indexOf(one.tone) - order.indexOf(other.tone));
  const page = frameOf({ width, height });
  const texts = inOrder.flatMap((shape) => (shape.label !== undefined && isSeen(shape, page) ? [textOf(shape, shape.label, line)] : []));
  const gap = 2 * line;
  const room = sheetFor(page, texts, gap);
  const places = placeLabels(texts, { page, sheet: room, gap, inkIn: inkMap(gray) });
  const sheet = sheetUsed(page, room, places);
  const [across, down] = [sheet.right, sheet.bottom - sheet.top];
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${across / 2}" height="${down / 2}" viewBox="0 ${sheet.top} ${across} ${down}">
<rect y="${sheet.top}" width="${across}" height="${down}" fill="#ffffff"/>
<image href="${trusted(href)}" width="${width}" height="${height}"/>
<g fill="none" stroke-width="${line}" font-family="DejaVu Sans, sans-serif">
${inOrder.map(drawShape)}
${texts.map((text, at) => drawLabel(text, places[at] as PlacedLabel, line))}
</g>
</svg>
`.markup;
}

/** A page with room for labels above, below and to the right. */
function sheetFor({ right, bottom }: Box, texts: readonly Text[], gap: number): Box {
  const [widest, highest] = [Math.max(0, ...texts.map(({ width }) => width)), Math.max(0, ...texts.map(({ height }) => height))];
  return { left: 0, top: -highest - gap, right: right + widest + gap, bottom: bottom + highest + gap };
}

/** So much of the room as is needed. */
function sheetUsed(page: Box, room: Box, places: readonly Box[]): Box {
  return roundedOut(intersection(room, around([page, ...places])));
}

/** Whether some of a shape may lie on the page: a form that was not found may lie anywhere. */
function isSeen({ corners }: Shape, page: Box): boolean {
  return corners.flat().every(Number.isFinite) && overlap(aroundPoints(corners), page);
}

async function shrunk(
  { pixels, height, width, channels }: Picture,
  toWidth: number,
  toHeight: number,
): Promise<{ jpeg: Buffer; gray: Gray }> {
  const bytes = pixels instanceof Uint16Array ? Uint8Array.from(pixels, (shade) => shade >> 8) : pixels;
  const { default: sharp } = await import("sharp");
  const small = sharp(bytes, { raw: { height, width, channels } })
    .flatten({ background: "white" })
    .resize(toWidth, toHeight, { fit: "fill" });
  const [jpeg, gray] = await Promise.all([
    small.clone().jpeg({ quality: 85 }).toBuffer(),
    small.clone().toColourspace("b-w").raw().toBuffer(),
  ]);
  return { jpeg, gray: { pixels: gray, width: toWidth, height: toHeight } };
}

/** A label and how large it is drawn. */
interface Text extends Label {
  readonly text: string;
  readonly tone: Tone;
  readonly size: number;
}

/** In a cell at most a third of its height, so that there is room beside what is written. */
function textOf({ corners, tone, labelAt = "above" }: Shape, text: string, line: number): Text {
  const heights = corners.map(([, y]) => y);
  const most = labelAt === "inside" ? Math.max(5 * line, (Math.max(...heights) - Math.min(...heights)) / 3) : Number.POSITIVE_INFINITY;
  const size = Math.min(SIZE * line, most);
  // A sign is at most so wide in the font.
  return { corners, text, tone, size, width: (0.64 * text.length + 0.4) * size, height: 1.2 * size, side: labelAt };
}

function drawShape({ corners, tone }: Shape): Markup {
  const points = corners.map(([x, y]) => `${round(x)},${round(y)}`).join(" ");
  const tag = corners.length > 2 ? trusted("polygon") : trusted("polyline");
  return markup`<${tag} points="${points}" stroke="${colors[tone]}"/>\n`;
}

/** On free paper a plate keeps the text legible; on ink a rim does, so that one sees what is below. */
function drawLabel({ text, tone, size }: Text, { left, top, right, bottom, isOnInk, leader }: PlacedLabel, line: number): Markup {
  const color = colors[tone];
  const [from, to] = leader ?? [];
  const lead =
    from && to
      ? markup`<path d="M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}" stroke="${color}" stroke-width="${round(0.7 * line)}"/>`
      : "";
  const plate = markup`<rect x="${round(left)}" y="${round(top)}" width="${round(right - left)}" height="${round(bottom - top)}" fill="#ffffff" fill-opacity="${isOnInk ? 0.5 : 0.88}"/>`;
  const rim = isOnInk ? markup` stroke="#ffffff" stroke-width="${round(2 * line)}" stroke-linejoin="round" paint-order="stroke"` : "";
  return markup`${lead}${plate}<text x="${round(left + 0.2 * size)}" y="${round(bottom - 0.25 * size)}" font-size="${round(size)}" fill="${color}"${rim}>${text}</text>\n`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
