import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";
import type { FormField, FormPage } from "../src/forms/template/template.js";
import type { Gray } from "../src/image/basics/picture.js";
import { rectify } from "../src/image/basics/rectify.js";
import { homography } from "../src/image/geometry/homography.js";
import { apply, chained, inverse, type Point, scaledAndShifted, type Transform } from "../src/image/geometry/transform.js";

export interface DrawFormOptions {
  readonly dpi?: number;
  /** Width of the printed lines, in millimeters. */
  readonly line?: number;
  /** Width of the strokes of crosses, angles and rings, in millimeters; a sixth of their size unless told. */
  readonly stroke?: number;
  /** Shade of the printed lines, 0 for black. */
  readonly shade?: number;
  /** Text anywhere, in millimeters from the upper left corner, with its size. */
  readonly texts?: readonly { readonly text: string; readonly at: Point; readonly size: number }[];
  /** More SVG, in millimeters. */
  readonly more?: string;
}

/** A blank form as a printer gives it, drawn from its template, light 255, with labels and other text. */
export function drawnForm(page: FormPage, { dpi = 150, line = 0.3, stroke, shade = 0, texts = [], more = "" }: DrawFormOptions = {}): Gray {
  const thin = `stroke="rgb(${shade},${shade},${shade})" stroke-width="${line}" fill="none"`;
  const marks = page.anchors.map((anchor) => {
    if (anchor.kind === "page-edges") return "";
    if (anchor.kind === "box") return rectangle(anchor.box, thin);
    const { kind, size, at } = anchor;
    const [x, y, half, t] = [at[0], at[1], size / 2, stroke ?? size / 6];
    if (kind === "square") return `<rect x="${x - half}" y="${y - half}" width="${size}" height="${size}"/>`;
    if (kind === "disc") return `<circle cx="${x}" cy="${y}" r="${half}"/>`;
    if (kind === "ring") return `<circle cx="${x}" cy="${y}" r="${half - t / 2}" fill="none" stroke="black" stroke-width="${t}"/>`;
    if (kind === "cross")
      return `<path d="M${x - half} ${y}H${x + half}M${x} ${y - half}V${y + half}" stroke="black" stroke-width="${t}"/>`;
    const [sx, sy] = [x < page.width / 2 ? 1 : -1, y < page.height / 2 ? 1 : -1];
    return `<path d="M${x} ${y}h${sx * size}v${sy * t}h${-sx * (size - t)}v${sy * (size - t)}h${-sx * t}z"/>`;
  });
  const fields = page.fields.map((field) => printed(field, thin));
  const labels = page.fields.map(({ label, box }) => (label ? written(label, [box.left, box.top - 1], 3) : ""));
  const body = [...marks, ...fields, ...labels, ...texts.map(({ text, at, size }) => written(text, at, size)), more].join("\n");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${page.width} ${page.height}"><rect width="100%" height="100%" fill="white"/>${body}</svg>`;
  const font = fileURLToPath(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"));
  const image = new Resvg(svg, {
    fitTo: { mode: "width", value: Math.round((page.width * dpi) / 25.4) },
    font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: "DejaVu Sans" },
  }).render();
  const { width, height, pixels: rgba } = image;
  return { pixels: Uint8Array.from({ length: width * height }, (_, at) => rgba[4 * at] as number), width, height };
}

function printed({ box, cells, printed }: FormField, stroke: string): string {
  if (printed === "none") return "";
  if (printed === "box") return (cells.length > 0 ? cells : [box]).map((cell) => rectangle(cell, stroke)).join("");
  const below = `<path d="M${box.left} ${box.bottom}H${box.right}" ${stroke}/>`;
  if (printed === "line") return below;
  const height = 0.35 * (box.bottom - box.top);
  const teeth = [box.left, ...cells.map(({ right }) => right)].map((x) => `<path d="M${x} ${box.bottom}v${-height}" ${stroke}/>`);
  return below + teeth.join("");
}

function rectangle({ left, top, right, bottom }: FormField["box"], stroke: string): string {
  return `<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" ${stroke}/>`;
}

function written(text: string, [x, y]: Point, size: number): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-family="DejaVu Sans">${text.replaceAll("&", "&amp;")}</text>`;
}

/** Writes a picture of dark ink, 255 for ink, onto a page of light paper, scaled into a box of its pixels. */
export function penned(page: Gray, ink: Gray, box: { left: number; top: number; right: number; bottom: number }, strength = 0.85): void {
  const [across, down] = [ink.width / (box.right - box.left), ink.height / (box.bottom - box.top)];
  const toInk: Transform = [across, 0, 0, 0, down, 0, 0, 0, 1];
  const size = { height: Math.round(box.bottom - box.top), width: Math.round(box.right - box.left) };
  const scaled = rectify(ink, toInk, size);
  for (let row = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++) {
      const at = (Math.round(box.top) + row) * page.width + Math.round(box.left) + column;
      page.pixels[at] = Math.min(page.pixels[at] as number, 255 - strength * (scaled.pixels[row * size.width + column] as number));
    }
  }
}

/** A page seen by a camera: its corners go where they are told in the new picture; what lies around is a table. */
export function photographed(
  page: Gray,
  corners: readonly Point[],
  { height, width, table = 70 }: { height: number; width: number; table?: number },
) {
  const from: Point[] = [
    [0, 0],
    [page.width, 0],
    [page.width, page.height],
    [0, page.height],
  ];
  const toPicture = homography(from, corners);
  return { picture: rectify(page, inverse(toPicture), { height, width }, table), toPicture };
}

/** A page on a scanner's glass: turned about its middle, scaled and shifted; white around. */
export function scanned(page: Gray, { degrees = 0, scale = 1, shift = [0, 0] as Point, cut = 0 } = {}) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180) * scale, Math.sin((degrees * Math.PI) / 180) * scale];
  const quarter = Math.abs(Math.round(degrees / 90)) % 2 === 1;
  const [width, height] = quarter ? [page.height, page.width] : [page.width, page.height];
  const size = { width: Math.round(width * scale) - cut, height: Math.round(height * scale) - cut };
  const [x, y] = [page.width / 2, page.height / 2];
  const toPicture: Transform = [
    cos,
    -sin,
    size.width / 2 + shift[0] - cos * x + sin * y,
    sin,
    cos,
    size.height / 2 + shift[1] - sin * x - cos * y,
    0,
    0,
    1,
  ];
  return { picture: rectify(page, inverse(toPicture), size, 252), toPicture };
}

/** A fading light, and a hard shadow over a corner. */
export function shaded({ pixels, height, width }: Gray): Gray {
  const lit = pixels.map((shade, at) => {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    return shade * (1 - 0.35 * x) * (x + y > 1.45 ? 0.65 : 1);
  });
  return { pixels: lit, height, width };
}

/** The largest distance, in millimeters, between where the map puts the corners of the fields and where they are. */
export function worstError(page: FormPage, found: Transform, drawn: { toPicture: Transform }, dpi: number): number {
  const truth = chained(scaledAndShifted(dpi / 25.4, [0, 0]), drawn.toPicture);
  const back = inverse(truth);
  return Math.max(
    ...page.fields.flatMap(({ box: { left, top, right, bottom } }) =>
      (
        [
          [left, top],
          [right, top],
          [right, bottom],
          [left, bottom],
        ] as Point[]
      ).map(([x, y]) => {
        const [u, v] = apply(back, apply(found, [x, y]));
        return Math.hypot(u - x, v - y);
      }),
    ),
  );
}
