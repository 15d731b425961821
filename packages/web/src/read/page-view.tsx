import { useRef, useState } from "preact/hooks";
import type { PlainDigit, ReadCell } from "tenfold/document";
import type { ReadString } from "tenfold/recognize";

export interface PageViewProps {
  /** An address of the picture, and its size in pixels. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  readonly strings: readonly ReadString[];
  /** The cells of grids, whose rows are strings: each is drawn by what becomes of it. */
  readonly cells: readonly ReadCell<PlainDigit>[];
  readonly chosen: ReadString | undefined;
  onChoose(string: ReadString): void;
}

const [CLOSEST, FARTHEST] = [16, 1];

/** A page with boxes over it: the wheel zooms to where it points, dragging moves. One element moves, whatever there is on it. */
export function PageView({ picture, width, height, strings, cells, chosen, onChoose }: PageViewProps) {
  const [view, setView] = useState({ scale: 1, x: 0, y: 0 });
  const drag = useRef<{ readonly x: number; readonly y: number } | undefined>(undefined);
  const frame = useRef<HTMLDivElement>(null);

  const zoom = (by: number, x: number, y: number) =>
    setView((now) => {
      const scale = Math.min(CLOSEST, Math.max(FARTHEST, now.scale * by));
      const ratio = scale / now.scale;
      return scale === FARTHEST ? { scale, x: 0, y: 0 } : { scale, x: x - ratio * (x - now.x), y: y - ratio * (y - now.y) };
    });
  const atMiddle = (by: number) => {
    const { offsetWidth = 0, offsetHeight = 0 } = frame.current ?? {};
    zoom(by, offsetWidth / 2, offsetHeight / 2);
  };

  return (
    <div class="page-view">
      <div
        ref={frame}
        class="frame"
        onWheel={(event) => {
          event.preventDefault();
          const { left, top } = event.currentTarget.getBoundingClientRect();
          zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - left, event.clientY - top);
        }}
        onPointerDown={({ clientX, clientY }) => {
          drag.current = { x: clientX - view.x, y: clientY - view.y };
        }}
        onPointerMove={({ clientX, clientY, buttons }) => {
          const from = drag.current;
          if (from && buttons === 1 && view.scale > 1) setView((now) => ({ ...now, x: clientX - from.x, y: clientY - from.y }));
        }}
        onPointerUp={() => {
          drag.current = undefined;
        }}
      >
        <svg
          viewBox={`0 0 ${width} ${height}`}
          style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
          role="group"
          aria-label="The page with what was read"
        >
          <image href={picture} width={width} height={height} />
          {cells.map(({ box: { left, top, right, bottom }, digit, status, isStruck }, at) => {
            const tone = !digit ? "blank" : isStruck || status === "review" ? "review" : "accepted";
            return <rect key={at} class={`cell ${tone}`} x={left + 1} y={top + 1} width={right - left - 2} height={bottom - top - 2} />;
          })}
          {strings.map((string, at) => (
            <g
              key={at}
              class={`${cells.length > 0 ? "row" : "box"} ${string.status}${string === chosen ? " chosen" : ""}`}
              role="button"
              tabIndex={0}
              aria-label={`${string.text || "unread"}, ${string.status}`}
              onClick={() => onChoose(string)}
              onKeyDown={({ key }) => key === "Enter" && onChoose(string)}
            >
              <rect
                x={string.box.left}
                y={string.box.top}
                width={string.box.right - string.box.left}
                height={string.box.bottom - string.box.top}
              />
            </g>
          ))}
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
