import { useEffect, useRef, useState } from "preact/hooks";
import { type EpochRecord, percent } from "tenfold";
import { type LogAxis, logAxis } from "./log-axis.js";
import type { LossPoint } from "./training-at-work.js";

export interface TrainingCurvesProps {
  readonly epochs: readonly EpochRecord[];
  /** The training loss as it went. */
  readonly points: readonly LossPoint[];
  /** How many epochs it will be. */
  readonly of: number;
}

interface Line {
  readonly style: "learned" | "judged";
  readonly name: string;
  readonly places: readonly (readonly [at: number, value: number])[];
  readonly isDotted?: boolean;
}

/** The curves of a training: what is learned in gray, what it is judged by in blue. */
export function TrainingCurves({ epochs, points, of }: TrainingCurvesProps) {
  const own = epochs.flatMap(({ epoch, val_loss }) => (val_loss === undefined ? [] : [[epoch, val_loss] as const]));
  const wrong = (key: "accuracy" | "val_accuracy") =>
    epochs.flatMap(({ epoch, [key]: share }) => (share === undefined ? [] : [[epoch, 1 - share] as const]));
  return (
    <div class="curves">
      <Curve
        title="Loss"
        of={of}
        write={(value) => String(Number(value.toPrecision(3)))}
        lines={[
          { style: "learned", name: "learning", places: points.map(({ at, loss }) => [at, loss]) },
          { style: "judged", name: "set aside", places: own, isDotted: true },
        ]}
      />
      <Curve
        title="Images right"
        of={of}
        most={1}
        isUpsideDown
        write={(value) => percent(1 - value, { short: true })}
        lines={[
          { style: "learned", name: "learning", places: wrong("accuracy"), isDotted: true },
          { style: "judged", name: "set aside", places: wrong("val_accuracy"), isDotted: true },
        ]}
      />
    </div>
  );
}

interface CurveProps {
  readonly title: string;
  readonly of: number;
  readonly lines: readonly Line[];
  readonly most?: number;
  /** Whether less is higher, as of mistakes that are written as what is right. */
  readonly isUpsideDown?: boolean;
  write(value: number): string;
}

const HEIGHT = 190;
const HIGHEST_LABEL = 8;
const MARGINS = { left: 62, right: 84, top: 10, bottom: 28 };

function Curve({ title, of, lines, most, isUpsideDown = false, write }: CurveProps) {
  const [width, frame] = useWidth();
  const values = lines.flatMap(({ places }) => places.map(([, value]) => value));
  const axis = logAxis(values, most);
  const [right, below] = [width - MARGINS.right, HEIGHT - MARGINS.bottom];
  const x = (at: number) => MARGINS.left + ((right - MARGINS.left) * at) / of;
  const y = (value: number) => placed(axis, value, isUpsideDown) * (below - MARGINS.top) + MARGINS.top;
  const shown = lines.filter(({ places }) => places.length > 0);
  const tops = labelTops(shown.map(({ places }) => y(places.at(-1)?.[1] ?? 0)));
  return (
    <figure ref={frame}>
      <figcaption>{title}, by epoch</figcaption>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={described(title, shown, write)}>
        {values.length > 0 &&
          axis.ticks.map((tick) => (
            <g key={tick} class="tick">
              <line x1={MARGINS.left} x2={right} y1={y(tick)} y2={y(tick)} />
              <text x={MARGINS.left - 8} y={y(tick) + 4} text-anchor="end">
                {write(tick)}
              </text>
            </g>
          ))}
        {epochTicks(of).map((epoch) => (
          <text key={epoch} class="epoch" x={x(epoch)} y={HEIGHT - 8} text-anchor="middle">
            {epoch}
          </text>
        ))}
        {shown.map(({ style, name, places, isDotted }, at) => (
          <g key={style} class={`curve ${style}`}>
            <polyline points={places.map(([epoch, value]) => `${x(epoch).toFixed(1)},${y(value).toFixed(1)}`).join(" ")} />
            {isDotted && places.length <= 40 && places.map(([epoch, value]) => <circle key={epoch} cx={x(epoch)} cy={y(value)} r={2.6} />)}
            <text x={right + 8} y={(tops[at] as number) + 4}>
              {name}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

function placed(axis: LogAxis, value: number, isUpsideDown: boolean): number {
  return isUpsideDown ? axis.position(value) : 1 - axis.position(value);
}

/** Two labels keep clear of each other, and of the picture's edge. */
function labelTops([first = 0, second]: readonly number[]): readonly number[] {
  if (second === undefined) return [first];
  const push = Math.max(0, 17 - Math.abs(first - second)) / 2;
  const tops = first <= second ? [first - push, second + push] : [first + push, second - push];
  const over = Math.max(0, HIGHEST_LABEL - Math.min(...tops));
  return tops.map((top) => top + over);
}

function epochTicks(of: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => of / one <= 8) ?? of;
  return Array.from({ length: Math.floor(of / step) + 1 }, (_, at) => at * step);
}

function described(title: string, lines: readonly Line[], write: (value: number) => string): string {
  const ends = lines.map(({ name, places }) => `${name} ${write(places.at(-1)?.[1] ?? 0)}`);
  return `${title} over the epochs; at the end ${ends.join(", ")}`;
}

/** The width that the element has now. */
function useWidth() {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(340);
  useEffect(() => {
    const element = frame.current as HTMLElement;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, frame] as const;
}
