import type { Stroke } from "./render-strokes.js";

/** A stroke as signature_pad 5 gives it in `toData()`; what else it holds (colors, widths, times) is passed over. */
export interface PenGroup {
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/**
 * Strokes as x, y, x, y, …, copied: a pad goes on writing into the groups that it hands out. What is neither a stroke nor a group is
 * left as it is, for those who read to refuse.
 */
export function plainStrokes(strokes: readonly (Stroke | PenGroup)[]): readonly Stroke[] {
  if (!Array.isArray(strokes)) return strokes as readonly Stroke[];
  return strokes.map((stroke: unknown) => {
    if (typeof stroke !== "object" || stroke === null) return stroke as Stroke;
    const { points } = stroke as Partial<PenGroup>;
    if (Array.isArray(points)) return Float64Array.from(points.flatMap((point) => [Number(point?.x), Number(point?.y)]));
    return Array.isArray(stroke) || ArrayBuffer.isView(stroke) ? (stroke as unknown as Float64Array).slice() : (stroke as Stroke);
  });
}
