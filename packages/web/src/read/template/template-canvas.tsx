import { useMemo, useRef, useState } from "preact/hooks";
import { apply, inverse, type Point } from "tenfold/image";
import { PagePicture } from "../page-picture.js";
import { type FrameSight, type Grip, ZoomFrame } from "../zoom-frame.js";
import type { Backdrop } from "./backdrop.js";
import { boxOf, filling, type ItemPlace, itemAt, onPage, type SourceItem } from "./edit/edit-items.js";
import { ItemShape } from "./item-shape.js";
import type { SourceBox, SourcePage } from "./template-source.js";

export interface TemplateCanvasProps {
  readonly backdrop: Backdrop;
  readonly page: SourcePage;
  /** Of the page, in the template's units. */
  readonly size: readonly [width: number, height: number];
  readonly grain: number;
  readonly chosen: ItemPlace | undefined;
  /** Whether a press draws a new field. */
  readonly isAdding: boolean;
  isFaulty(place: ItemPlace): boolean;
  onChoose(place: ItemPlace | undefined): void;
  /** @param mark tells changes of one gesture from those of another */
  onChange(place: ItemPlace, item: SourceItem, mark: string): void;
  onAdd(box: SourceBox): void;
  onRemove(place: ItemPlace): void;
  /** To what the panel says of it. */
  onOpen(place: ItemPlace): void;
}

/** Which sides of a box a handle moves: -1 the left or upper one, 1 the right or lower one. */
type Handle = readonly [across: -1 | 0 | 1, down: -1 | 0 | 1];

const handles: readonly Handle[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
];

/** How near to a handle it is taken, in pixels of the window: a finger is thicker than a pen. */
const [NEAR, NEAR_FINGER] = [11, 24];
/** Within a box as a share of its shorter side at most, so that there is room to take the box itself. */
const INNER = 0.3;
/** Steps of the finest kind that an arrow key goes. */
const STRIDE = 5;
/** A press that moves less than this, in pixels of the window, draws nothing: it asks for a field of a usual size. */
const STILL = 6;

/** A page of a template over its picture: what is on it is moved and sized by mouse, finger and keys. */
export function TemplateCanvas(props: TemplateCanvasProps) {
  const { backdrop, page, size, grain, chosen, isAdding, isFaulty, onChoose, onChange, onAdd, onRemove, onOpen } = props;
  const [ghost, setGhost] = useState<SourceBox>();
  const gestures = useRef(0);
  const toForm = useMemo(() => inverse(backdrop.toPicture), [backdrop]);
  const item = chosen && itemAt(page, chosen);
  const box = item && boxOf(item);

  const formPoint = (event: PointerEvent, sight: FrameSight): Point => apply(toForm, sight.at(event.clientX, event.clientY));
  const change = (place: ItemPlace, own: SourceItem, next: SourceBox, mark: string) =>
    onChange(place, filling(own, onPage(next, size), grain), mark);

  const handleAt = (event: PointerEvent, sight: FrameSight): Handle | undefined => {
    if (!box) return undefined;
    const [x, y] = sight.at(event.clientX, event.clientY);
    const gap = ([px, py]: Point, [qx, qy]: Point = [x, y]) => Math.hypot(px - qx, py - qy) * sight.scale;
    const corner = (handle: Handle) => apply(backdrop.toPicture, handlePoint(box, handle));
    const shortest = Math.min(gap(corner([-1, -1]), corner([1, -1])), gap(corner([-1, -1]), corner([-1, 1])));
    const reach = event.pointerType === "mouse" ? NEAR : NEAR_FINGER;
    const near = isIn(box, formPoint(event, sight)) ? Math.min(reach, INNER * shortest) : reach;
    const [nearest] = handles.map((handle) => ({ handle, off: gap(corner(handle)) })).sort((one, other) => one.off - other.off);
    return nearest && nearest.off <= near ? nearest.handle : undefined;
  };

  const itemUnder = (point: Point): ItemPlace | undefined => {
    const found = placesOf(page).flatMap((place) => {
      const own = boxOf(itemAt(page, place) as SourceItem);
      return own && isIn(own, point) ? [{ place, area: (own[2] ?? 0) * (own[3] ?? 0) }] : [];
    });
    const isChosen = (place: ItemPlace) => isSame(place, chosen);
    return (found.find(({ place }) => isChosen(place)) ?? found.sort((one, other) => one.area - other.area)[0])?.place;
  };

  const dragging = (place: ItemPlace, from: Point, moved: (box: SourceBox, by: Point) => SourceBox): Grip | undefined => {
    const own = itemAt(page, place);
    const before = own && boxOf(own);
    if (!own || !before) return undefined;
    const mark = `drag ${++gestures.current}`;
    let has = false;
    return {
      move(event, sight) {
        const [x, y] = formPoint(event, sight);
        const by = [x - from[0], y - from[1]] as const;
        has ||= Math.hypot(...by) > grain; // a press that shakes moves nothing
        if (has) change(place, own, moved(before, by), mark);
      },
      end() {},
    };
  };

  const drawing = (from: Point, event: PointerEvent): Grip => {
    const began = [event.clientX, event.clientY] as const;
    const between = ([x, y]: Point): SourceBox => [
      Math.min(x, from[0]),
      Math.min(y, from[1]),
      Math.abs(x - from[0]),
      Math.abs(y - from[1]),
    ];
    return {
      move: (now, sight) => setGhost(between(formPoint(now, sight))),
      drop: () => setGhost(undefined),
      end(now, sight) {
        setGhost(undefined);
        const isStill = Math.hypot(now.clientX - began[0], now.clientY - began[1]) < STILL;
        const usual: SourceBox = [from[0], from[1], 0.3 * size[0], 0.03 * size[1]];
        onAdd(onPage(isStill ? usual : between(formPoint(now, sight)), size));
      },
    };
  };

  const grip = (event: PointerEvent, sight: FrameSight): Grip | undefined => {
    const at = formPoint(event, sight);
    if (isAdding) return drawing(at, event);
    const handle = handleAt(event, sight);
    if (handle && chosen) return dragging(chosen, at, (before, by) => sized(before, handle, by));
    const under = itemUnder(at);
    if (!under) {
      onChoose(undefined);
      return undefined;
    }
    const isTaken = event.pointerType !== "touch" || isSame(under, chosen); // a finger first says which, and scrolls else
    onChoose(under);
    return isTaken ? dragging(under, at, ([left = 0, top = 0, ...sides], [x, y]) => [left + x, top + y, ...sides]) : undefined;
  };

  const pressed = (event: KeyboardEvent, place: ItemPlace) => {
    const own = itemAt(page, place);
    const before = own && boxOf(own);
    const [x, y] = arrows[event.key] ?? [0, 0];
    if (event.key === "Enter") onOpen(place);
    else if (event.key === "Delete" || event.key === "Backspace") onRemove(place);
    else if (event.key === "Escape") onChoose(undefined);
    else if (own && before && (x !== 0 || y !== 0)) {
      const stride = (event.ctrlKey || event.metaKey ? 1 : STRIDE) * grain;
      const [left = 0, top = 0, width = 0, height = 0] = before;
      const next = event.shiftKey
        ? [left, top, Math.max(grain, width + x * stride), Math.max(grain, height + y * stride)]
        : [left + x * stride, top + y * stride, width, height];
      change(place, own, next, `keys ${place.list} ${place.at} ${event.shiftKey}`);
    } else return;
    event.preventDefault();
  };

  return (
    <ZoomFrame width={backdrop.width} height={backdrop.height} label="The page with the template's fields" isDrawnOn={isAdding} grip={grip}>
      {backdrop.address ? (
        <PagePicture {...backdrop} address={backdrop.address} />
      ) : (
        <rect class="sheet-paper" width={backdrop.width} height={backdrop.height} />
      )}
      {placesOf(page).map((place) => (
        <ItemShape
          key={`${place.list} ${place.at}`}
          item={itemAt(page, place) as SourceItem}
          toPicture={backdrop.toPicture}
          isChosen={isSame(place, chosen)}
          isFaulty={isFaulty(place)}
          onFocus={() => !isSame(place, chosen) && onChoose(place)}
          onKey={(event) => pressed(event, place)}
        />
      ))}
      {box && (
        <g class="handles">
          {handles.map((handle) => {
            const [x, y] = apply(backdrop.toPicture, handlePoint(box, handle));
            return <path key={handle.join()} d={`M${x} ${y}h0.001`} />;
          })}
        </g>
      )}
      {ghost && <ItemShape item={{ kind: "box", box: ghost }} toPicture={backdrop.toPicture} isChosen isFaulty={false} />}
    </ZoomFrame>
  );
}

const arrows: Readonly<Record<string, Point>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function isSame(one: ItemPlace, other: ItemPlace | undefined): boolean {
  return one.list === other?.list && one.at === other.at;
}

function isIn([left = 0, top = 0, width = 0, height = 0]: SourceBox, [x, y]: Point): boolean {
  return x >= left && y >= top && x <= left + width && y <= top + height;
}

/** Anchors lie below fields. */
function placesOf({ anchors = [], fields }: SourcePage): ItemPlace[] {
  const places = (list: ItemPlace["list"], count: number) => Array.from({ length: count }, (_, at): ItemPlace => ({ list, at }));
  return [...places("anchors", anchors.length), ...places("fields", fields.length)];
}

function handlePoint([left = 0, top = 0, width = 0, height = 0]: SourceBox, [across, down]: Handle): Point {
  return [left + ((across + 1) / 2) * width, top + ((down + 1) / 2) * height];
}

/** A box one or two of whose sides were moved; dragged past the other side it turns over. */
function sized([left = 0, top = 0, width = 0, height = 0]: SourceBox, [across, down]: Handle, [x, y]: Point): SourceBox {
  const side = (from: number, length: number, which: -1 | 0 | 1, by: number) => {
    const [start, end] = [from + (which < 0 ? by : 0), from + length + (which > 0 ? by : 0)];
    return [Math.min(start, end), Math.abs(end - start)] as const;
  };
  const [[l, w], [t, h]] = [side(left, width, across, x), side(top, height, down, y)];
  return [l, t, w, h];
}
