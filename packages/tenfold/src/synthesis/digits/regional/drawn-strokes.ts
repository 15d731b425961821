/** Strokes of a digit, x, y, x, y, … each, y growing downward; the digit about one unit high. */
export type DrawnStrokes = readonly (readonly number[])[];
