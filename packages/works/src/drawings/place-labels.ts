import type { Point } from "tenfold";
import { aroundPoints, type Box, boxArea, coveredShare, grown, intersection, overlap } from "tenfold/image";
import { besideOf, type Candidate, insideOf, type Label } from "./label-candidates.js";

/** Where a label goes. */
export interface PlacedLabel extends Box {
  /** Whether it lies on something that one may want to read. */
  readonly isOnInk: boolean;
  /** From the shape to the label, where that is too far away to be seen as its own. */
  readonly leader?: readonly [Point, Point];
}

export interface PlaceOptions {
  /** The picture. */
  readonly page: Box;
  /** What there is to draw on: the picture and room around it. */
  readonly sheet: Box;
  /** Left free between a label and its shape. */
  readonly gap: number;
  /** How much of a box is ink, from 0 to 1. */
  readonly inkIn: (box: Box) => number;
}

/** Costs of a place that is covered from edge to edge, in heights of a label that one would go further away instead. */
const OVER = { ink: 40, label: 60, shape: 12, margin: 1 } as const;
/** Less ink than this, in squares of a label's height, is nothing to miss: a speck, the end of a stroke. */
const SPECK = 0.05;
/** The edge of a cell, in heights of it, where its printed lines are: a label may hide those. */
const BORDER = 0.15;
/** No candidate is further from its shape than its own width and so many of its heights. */
const REACH = 5;
/** A label is taken for its shape's up to this distance, in its own heights. */
const NEAR = 0.7;

/**
 * Finds room for labels, one after the other: above their shapes, below or beside them, further away with a leader, where they hide as
 * little as possible of ink, of other labels and of other shapes.
 */
export function placeLabels(labels: readonly Label[], { page, sheet, gap, inkIn }: PlaceOptions): PlacedLabel[] {
  const shapes = labels.map(({ corners }) => aroundPoints(corners));
  const column = { ...sheet, left: page.left, right: page.right };
  const placed: PlacedLabel[] = [];
  for (const [at, label] of labels.entries()) {
    const shape = intersection(shapes[at] as Box, page);
    const isInside = label.side === "inside";
    const reach = grown(shape, label.width + REACH * label.height);
    const others = isInside ? [] : shapes.filter((other, index) => index !== at && overlap(other, reach));
    const before = placed.filter((other) => overlap(other, reach));
    const hidden = (place: Box) => {
      const seen = isInside ? intersection(place, grown(shape, -BORDER * (shape.bottom - shape.top))) : wider(place, gap / 2);
      const ink = inkIn(seen) * boxArea(seen);
      return ink > SPECK * label.height ** 2 ? ink / boxArea(place) : 0;
    };
    const cost = (place: Candidate) =>
      place.strain +
      OVER.ink * hidden(place) +
      OVER.label * (coveredBy(before, place) + 1 - coveredShare(place, sheet)) +
      OVER.shape * coveredBy(others, place) +
      OVER.margin * (label.side === "right" ? 0 : 1 - coveredShare(place, column));
    const places = isInside ? insideOf(shape, label, gap) : besideOf(shape, label, gap);
    const costs = places.map(cost);
    const { strain: _, ...box } = places[costs.indexOf(Math.min(...costs))] as Candidate;
    const leader = leaderBetween(shape, box, NEAR * label.height);
    placed.push({ ...box, isOnInk: hidden(box) > 0, ...(leader && { leader }) });
  }
  return placed;
}

/** The shortest way from a shape to its label, where it is longer than what the eye bridges. */
function leaderBetween(shape: Box, label: Box, near: number): readonly [Point, Point] | undefined {
  const [x0, x1] = nearest(shape.left, shape.right, label.left, label.right);
  const [y0, y1] = nearest(shape.top, shape.bottom, label.top, label.bottom);
  if (Math.hypot(x1 - x0, y1 - y0) <= near) return undefined;
  return [
    [x0, y0],
    [x1, y1],
  ];
}

/** The nearest points of two stretches; where they overlap, the middle of what they share. */
function nearest(from: number, to: number, otherFrom: number, otherTo: number): readonly [number, number] {
  if (otherFrom > to) return [to, otherFrom];
  if (otherTo < from) return [from, otherTo];
  const middle = (Math.max(from, otherFrom) + Math.min(to, otherTo)) / 2;
  return [middle, middle];
}

/** How much of a box others cover, counted once each. */
function coveredBy(others: readonly Box[], box: Box): number {
  return others.reduce((sum, other) => sum + coveredShare(box, other), 0);
}

/** A box with so much more to the left and to the right. */
function wider(box: Box, by: number): Box {
  return { ...box, left: box.left - by, right: box.right + by };
}
