import type { Box } from "../../image/geometry/box.js";
import type { Point } from "../../image/geometry/transform.js";
import type { FormPage } from "./template.js";

/** Boxes this much alike are of one size, in millimeters; shifts this close to each other are one. */
const ALIKE = 0.5;
const MOST = 10;

/**
 * By how much a form may be laid wrong and still see most of its print: from cell to cell, and from a field to the nearest of its size, there and
 * back; the commonest first, in millimeters.
 */
export function neighborShifts({ fields }: FormPage): Point[] {
  const printed = fields.filter((field) => field.printed !== "none");
  const cells = printed.flatMap((field) => field.cells.slice(1).map((cell, at) => between(field.cells[at] as Box, cell)));
  const boxes = printed.map(({ box }) => box);
  const counts = new Map<string, { shift: Point; count: number }>();
  for (const shift of [...cells, ...boxes.flatMap((box, at) => nearestAlike(box, boxes.slice(at + 1)))]) {
    const key = shift.map((part) => Math.round(part / ALIKE)).join(" ");
    const { count } = counts.get(key) ?? { count: 0 };
    counts.set(key, { shift, count: count + 1 });
  }
  const commonest = [...counts.values()].sort((one, other) => other.count - one.count).slice(0, MOST);
  return commonest.flatMap(({ shift: [x, y] }): Point[] => [
    [x, y],
    [-x, -y],
  ]);
}

function nearestAlike(box: Box, others: readonly Box[]): Point[] {
  const alike = others.filter((other) => {
    const [wider, higher] = [other.right - other.left - (box.right - box.left), other.bottom - other.top - (box.bottom - box.top)];
    return Math.abs(wider) < ALIKE && Math.abs(higher) < ALIKE;
  });
  const shifts = alike.map((other) => between(box, other));
  return shifts.sort((one, other) => Math.hypot(...one) - Math.hypot(...other)).slice(0, 1);
}

function between(one: Box, other: Box): Point {
  return [other.left - one.left, other.top - one.top];
}
