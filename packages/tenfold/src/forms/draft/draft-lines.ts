import type { Gray } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { combTeeth } from "../../image/page/comb-teeth.js";
import { type RulingLine, rulingLines } from "../../image/page/ruling-lines.js";
import { mean } from "../../mean.js";
import { type DraftField, NARROWEST } from "./draft-field.js";

/** Lines to write on, in millimeters: the shortest; the longest, as a share of the page; and the room above them. */
const LINE = { shortest: 15, share: 0.8, height: 7 };

/**
 * Combs, and lines to write on that are no side of a box.
 *
 * @param mask the upright form, 0 for paper
 * @param scale pixels a millimeter
 */
export function fieldsOnLines(mask: Gray, boxes: readonly Box[], scale: number): DraftField[] {
  const lines = rulingLines(mask, { length: LINE.shortest * scale, thickness: Math.max(1.3 * scale, 3) });
  const level = lines.filter(({ direction, middle }) => direction === "horizontal" && middle.length <= LINE.share * mask.width);
  return level.flatMap((line): DraftField[] => {
    const [left, right, bottom] = [line.from, line.from + line.middle.length, levelOf(line)];
    if (boxes.some((box) => isSide(box, left, right, bottom, scale))) return [];
    const teeth = combTeeth(mask, [line, ...lines.filter(({ direction }) => direction === "vertical")]);
    const comb = combOn(line, teeth, scale);
    if (comb) return [comb];
    const top = bottom - LINE.height * scale;
    if (top < 0 || !isEmpty(mask, { left, top: top + 0.25 * (bottom - top), right, bottom: bottom - 2 - line.thickness })) return [];
    return [{ box: { left, top, right, bottom }, printed: "line", cells: [] }];
  });
}

function isSide(box: Box, left: number, right: number, y: number, scale: number): boolean {
  const shared = Math.min(right, box.right) - Math.max(left, box.left);
  return (
    shared > 0.3 * Math.min(right - left, box.right - box.left) && Math.min(Math.abs(box.top - y), Math.abs(box.bottom - y)) < 1.2 * scale
  );
}

function combOn(line: RulingLine, teeth: readonly RulingLine[], scale: number): DraftField | undefined {
  const [left, right, bottom] = [line.from, line.from + line.middle.length, levelOf(line)];
  const inner = teeth.map(({ middle }) => middle[0] as number).sort((one, other) => one - other);
  const [first, second] = inner;
  if (first === undefined || second === undefined) return undefined;
  const pitch = ((inner.at(-1) as number) - first) / Math.max(1, Math.round(((inner.at(-1) as number) - first) / (second - first)));
  if (pitch < NARROWEST * scale) return undefined;
  const places = [...(first - left > 0.5 * pitch ? [first - pitch] : []), ...inner];
  if (right - (places.at(-1) as number) > 0.5 * pitch) places.push((places.at(-1) as number) + pitch);
  const height = Math.max(Math.min(1.25 * pitch, 12 * scale), 5 * scale);
  const top = Math.max(bottom - height, 0);
  const start = places[0] as number;
  const count = Math.round(((places.at(-1) as number) - start) / pitch);
  const cells = Array.from({ length: count }, (_, at) => ({ left: start + at * pitch, top, right: start + (at + 1) * pitch, bottom }));
  return count >= 2 ? { box: { left: start, top, right: start + count * pitch, bottom }, printed: "comb", cells } : undefined;
}

/** Whether nothing is printed in a box but a few specks. */
function isEmpty({ pixels, width }: Gray, { left, top, right, bottom }: Box): boolean {
  let ink = 0;
  for (let row = Math.ceil(top); row < bottom; row++) {
    for (let column = Math.ceil(left); column < right; column++) if (pixels[row * width + column] !== 0) ink++;
  }
  return ink <= 0.004 * (right - left) * (bottom - top);
}

/** The row at which a level line lies, on average. */
function levelOf({ middle }: RulingLine): number {
  return mean(middle);
}
