import { type ComponentChildren, createContext } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** How contents lie in the window, in its pixels. */
export interface FrameSight {
  /** From a place in the window to one in the contents. */
  at(clientX: number, clientY: number): readonly [x: number, y: number];
  /** Pixels of the window a unit of the contents. */
  readonly scale: number;
}

/** A press on the contents that somebody takes from the frame: it hears of its moves and its end, and the frame stays where it is. */
export interface Grip {
  move(event: PointerEvent, sight: FrameSight): void;
  end(event: PointerEvent, sight: FrameSight): void;
  /** In place of its end, where the browser takes it for something else. */
  drop?(): void;
}

export interface ZoomFrameProps {
  /** Of the contents, in their own units. */
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Whether a press anywhere draws: then fingers do not scroll the page. */
  readonly isDrawnOn?: boolean | undefined;
  /** SVG, in these units. */
  readonly children: ComponentChildren;
  /** What is pressed: a grip takes it from the frame. */
  grip?(event: PointerEvent, sight: FrameSight): Grip | undefined;
}

const [CLOSEST, FARTHEST] = [16, 1];
const STAYS = { scale: FARTHEST, x: 0, y: 0 };

type View = typeof STAYS;

/** The view in which a place of the frame stays where it is, and all else is nearer by a factor. */
function zoomed(now: View, by: number, [x, y]: readonly [number, number]): View {
  const scale = Math.min(CLOSEST, Math.max(FARTHEST, now.scale * by));
  const ratio = scale / now.scale;
  return scale === FARTHEST ? STAYS : { scale, x: x - ratio * (x - now.x), y: y - ratio * (y - now.y) };
}

/** From here on a smaller picture shows less than there is to be seen. */
const NEAR = 1.4;
/** How long a gesture may pause and go on. */
const SETTLES_MS = 160;

/** Whether contents are looked at from near, or were. */
export const SeenFromNear = createContext(false);

/**
 * A frame to look at contents in: the wheel and two fingers zoom to where they point, dragging moves.
 *
 * While somebody does, one element is transformed, whatever there is on it, and nothing is rendered: what keeps its size on the screen does so again
 * once the gesture has settled.
 */
export function ZoomFrame({ width, height, label, isDrawnOn = false, children, grip }: ZoomFrameProps) {
  const [isHeld, setHeld] = useState(false);
  const [isNear, setNear] = useState(false);
  const view = useRef(STAYS);
  const unit = useRef(1);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const frame = useRef<HTMLDivElement>(null);
  const contents = useRef<SVGSVGElement>(null);
  const fingers = useRef(new Map<number, readonly [number, number]>());
  const held = useRef<Grip | undefined>(undefined);

  const settle = () => {
    const { scale } = view.current;
    contents.current?.style.setProperty("--unit", String(unit.current / scale));
    contents.current?.style.setProperty("--zoom", String(scale));
    contents.current?.classList.remove("moving");
    if (scale > NEAR) setNear(true);
  };
  const look = (next: (now: View) => View) => {
    const before = view.current;
    const now = next(before);
    if (now === before || !contents.current) return;
    view.current = now;
    contents.current.style.transform = `translate(${now.x}px, ${now.y}px) scale(${now.scale})`;
    contents.current.classList.add("moving");
    setHeld(now.scale > FARTHEST);
    clearTimeout(settling.current);
    settling.current = setTimeout(settle, SETTLES_MS);
  };
  useEffect(() => () => clearTimeout(settling.current), []);

  const placeIn = (clientX: number, clientY: number): readonly [number, number] => {
    const { left = 0, top = 0 } = frame.current?.getBoundingClientRect() ?? {};
    return [clientX - left, clientY - top];
  };
  const sight = (): FrameSight => {
    const rect = (contents.current as SVGSVGElement).getBoundingClientRect();
    const scale = Math.min(rect.width / width, rect.height / height) || 1;
    const [left, top] = [rect.left + (rect.width - width * scale) / 2, rect.top + (rect.height - height * scale) / 2];
    return { scale, at: (clientX, clientY) => [(clientX - left) / scale, (clientY - top) / scale] };
  };
  const atMiddle = (by: number) => {
    const { offsetWidth = 0, offsetHeight = 0 } = frame.current ?? {};
    look((now) => zoomed(now, by, [offsetWidth / 2, offsetHeight / 2]));
  };

  useEffect(() => {
    const element = frame.current;
    const wheeled = (event: WheelEvent) => {
      event.preventDefault();
      look((now) => zoomed(now, event.deltaY < 0 ? 1.15 : 1 / 1.15, placeIn(event.clientX, event.clientY)));
    };
    element?.addEventListener("wheel", wheeled, { passive: false });
    return () => element?.removeEventListener("wheel", wheeled);
  }, []);

  useEffect(() => {
    const measured = () => {
      const { clientWidth = 0, clientHeight = 0 } = contents.current ?? {};
      unit.current = Math.max(width / (clientWidth || width), height / (clientHeight || height));
      settle();
    };
    const observer = new ResizeObserver(measured);
    if (contents.current) observer.observe(contents.current);
    return () => observer.disconnect();
  }, [width, height]);

  const pressed = (event: PointerEvent) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.current.size > 1) {
      held.current?.drop?.();
      held.current = undefined;
    } else held.current = grip?.(event, sight());
    if (held.current) frame.current?.setPointerCapture(event.pointerId);
  };
  const moved = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY] as const;
    fingers.current.set(event.pointerId, now);
    if (held.current) return held.current.move(event, sight());
    const other = Array.from(fingers.current).find(([id]) => id !== event.pointerId)?.[1];
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    if (!other) return look((from) => (from.scale > FARTHEST ? { ...from, x: from.x + dx, y: from.y + dy } : from));
    const apart = (one: readonly [number, number]) => Math.max(1, Math.hypot(one[0] - other[0], one[1] - other[1]));
    const middle = placeIn((now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    look((from) => {
      const next = zoomed(from, apart(now) / apart(before), middle);
      return next.scale > FARTHEST ? { ...next, x: next.x + dx / 2, y: next.y + dy / 2 } : next;
    });
  };
  const released = (event: PointerEvent) => {
    fingers.current.delete(event.pointerId);
    const grip = held.current;
    held.current = undefined;
    if (event.type === "pointercancel") grip?.drop?.();
    else grip?.end(event, sight());
  };

  return (
    <div>
      <div
        ref={frame}
        class={`frame${isHeld || isDrawnOn ? " held" : ""}${isDrawnOn ? " drawn-on" : ""}`}
        onPointerDown={pressed}
        onPointerMove={moved}
        onPointerUp={released}
        onPointerCancel={released}
        onPointerLeave={(event) => !held.current && released(event)}
      >
        <svg ref={contents} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
          <SeenFromNear.Provider value={isNear}>{children}</SeenFromNear.Provider>
        </svg>
      </div>
      <div class="zoom">
        <button type="button" aria-label="Closer" onClick={() => atMiddle(1.5)}>
          +
        </button>
        <button type="button" aria-label="Farther" onClick={() => atMiddle(1 / 1.5)}>
          −
        </button>
      </div>
    </div>
  );
}
