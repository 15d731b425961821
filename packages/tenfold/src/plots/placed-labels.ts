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

/** What a label must keep clear of, in pixels. */
export interface Obstacle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A letter of 13 pixels is at most about so wide on average, and a line so high. */
const [LETTER, LINE] = [7, 16];
const RADIUS = 6;
/** How far a label may stand out of the plotting area on the right. */
const MARGIN = 20;
const GAP = 10;

/**
 * Finds each point's label a place: right of it, left, above or below, wherever it first keeps clear of the points, of the labels
 * before it, of what else is drawn there and of the edges; where none is free, the place where it hides least.
 */
export function placedLabels(
  points: readonly Named[],
  area: { readonly width: number; readonly height: number },
  drawn: readonly Obstacle[] = [],
): Label[] {
  const marks = points.map(({ x, y }) => ({ left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS }));
  const taken: Obstacle[] = [...marks, ...drawn];
  return points.map((point) => {
    const places = placesOf(point);
    const hidden = places.map((one) => collisions(boxOf(one), taken, area));
    const place = places[hidden.indexOf(Math.min(...hidden))] as Label;
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
    { text, x: x - GAP / 2, y: y - LINE + 2, align: "right" },
    { text, x: x + GAP, y: y - LINE, align: "left" },
    { text, x: x + GAP, y: y + LINE, align: "left" },
    { text, x: x - GAP, y: y - LINE, align: "right" },
    { text, x: x - GAP, y: y + LINE, align: "right" },
  ];
}

function boxOf({ text, x, y, align }: Label): Obstacle {
  const width = text.length * LETTER;
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - LINE / 2, bottom: y + LINE / 2 };
}

/** How much a label would hide; beyond an edge is worse than anything else. */
function collisions(box: Obstacle, taken: readonly Obstacle[], { width, height }: { width: number; height: number }): number {
  const inside = box.left >= 0 && box.right <= width + MARGIN && box.top >= -8 && box.bottom <= height + 4;
  const hits = taken.filter(
    ({ left, right, top, bottom }) => box.right >= left && box.left <= right && box.bottom >= top && box.top <= bottom,
  );
  return hits.length + (inside ? 0 : 100);
}
