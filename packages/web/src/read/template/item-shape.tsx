import { apply, type Point, type Transform } from "tenfold/image";
import { cellBoxes } from "./edit/cell-boxes.js";
import { boxOf, type SourceItem } from "./edit/edit-items.js";
import type { SourceBox, SourceField } from "./template-source.js";

export interface ItemShapeProps {
  readonly item: SourceItem;
  readonly toPicture: Transform;
  readonly isChosen: boolean;
  readonly isFaulty: boolean;
  onFocus?(): void;
  onKey?(event: KeyboardEvent): void;
}

/** A field with its cells and its name, or print that tells where the page is, as it lies in the picture. */
export function ItemShape({ item, toPicture, isChosen, isFaulty, onFocus, onKey }: ItemShapeProps) {
  const box = boxOf(item);
  if (!box) return null;
  const field = "name" in item ? (item as SourceField) : undefined;
  const tone = field ? "field" : "anchor";
  const [x, y] = apply(toPicture, [box[0] ?? 0, (box[1] ?? 0) + (box[3] ?? 0) / 2]);
  return (
    <g
      class={`item ${tone}${isChosen ? " chosen" : ""}${isFaulty ? " faulty" : ""}`}
      role="button"
      tabIndex={onFocus ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={spoken(item, box)}
      onFocus={onFocus}
      onKeyDown={onKey}
    >
      <polygon class="outline" points={pointsOf(box, toPicture)} />
      {field && cellBoxes(field).map((cell, at) => <polygon key={at} class="place" points={pointsOf(cell, toPicture)} />)}
      {field && (
        <text x={x} y={y}>
          {field.name}
        </text>
      )}
    </g>
  );
}

function pointsOf([left = 0, top = 0, width = 0, height = 0]: SourceBox, map: Transform): string {
  const corners: readonly Point[] = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ];
  return corners.map((corner) => apply(map, corner).join()).join(" ");
}

function spoken(item: SourceItem, [left, top, width, height]: SourceBox): string {
  const what = "name" in item ? `field ${item.name || "without a name"}` : `mark, ${"kind" in item ? item.kind : ""}`;
  return `${what}, at ${left}, ${top}, ${width} wide, ${height} high`;
}
