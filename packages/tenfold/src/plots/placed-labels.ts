/** A text beside its point, in pixels; `y` is its middle. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: "left" | "right" | "center";
}

/** A point with what is to be written beside it. */
interface Named {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A letter of 13 pixels is at most about so wide on average, and a line so high. */
const [LETTER, LINE] = [7.4, 16];
const RADIUS = 6;
const GAP = 10;

/**
 * Finds each point's label a place: right of it, left, above or below, wherever it first keeps clear of the points, of the labels
 * before it and of the edges; right of it or left where nothing is free.
 */
export function placedLabels(points: readonly Named[], area: { readonly width: number; readonly height: number }): Label[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS }));
  return points.map((point) => {
    const places = placesOf(point);
    const place = places.find((one) => isFree(boxOf(one), taken, area)) ?? (places[point.x < area.width / 2 ? 0 : 1] as Label);
    taken.push(boxOf(place));
    return place;
  });
}

function placesOf({ text, x, y }: Named): Label[] {
  return [
    { text, x: x + GAP, y, align: "left" },
    { text, x: x - GAP, y, align: "right" },
    { text, x, y: y - LINE, align: "center" },
    { text, x, y: y + LINE, align: "center" },
    { text, x: x + GAP, y: y - LINE, align: "left" },
    { text, x: x + GAP, y: y + LINE, align: "left" },
    { text, x: x - GAP, y: y - LINE, align: "right" },
    { text, x: x - GAP, y: y + LINE, align: "right" },
  ];
}

function boxOf({ text, x, y, align }: Label): Box {
  const width = text.length * LETTER;
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - LINE / 2, bottom: y + LINE / 2 };
}

function isFree(box: Box, taken: readonly Box[], { width, height }: { width: number; height: number }): boolean {
  const inside = box.left >= 0 && box.right <= width + 16 && box.top >= -8 && box.bottom <= height + 4;
  return (
    inside && taken.every(({ left, right, top, bottom }) => box.right < left || box.left > right || box.bottom < top || box.top > bottom)
  );
}
