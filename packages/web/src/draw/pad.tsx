import { useEffect, useRef } from "preact/hooks";
import SignaturePad from "signature_pad";
import { drawnToTheEnd, inkOf } from "./ink-of.js";

export interface PadProps {
  /** Strokes so far, each time one has ended or was taken back. */
  onInk(strokes: number[][]): void;
}

/** A pad to draw digits on, with a pen, a finger or a mouse. Ctrl+Z takes the last stroke back, Escape all of them. */
export function Pad({ onInk }: PadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad>(undefined);
  const told = useRef(onInk);
  told.current = onInk;

  useEffect(() => {
    const element = canvas.current as HTMLCanvasElement;
    const own = new SignaturePad(element, { minWidth: 2, maxWidth: 4.5, throttle: 0 });
    pad.current = own;
    const fit = () => {
      const data = own.toData();
      const ratio = Math.max(devicePixelRatio, 1);
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      element.getContext("2d")?.scale(ratio, ratio);
      own.penColor = getComputedStyle(element).color;
      own.fromData(data.map((group) => ({ ...group, penColor: own.penColor })));
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", fit);
    own.addEventListener("endStroke", () => {
      told.current(inkOf(own.toData())); // a reader works beside while it is drawn
      own.fromData(drawnToTheEnd(own.toData()));
    });
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", fit);
      own.off();
    };
  }, []);

  const keep = (count: number) => {
    const own = pad.current;
    if (!own) return;
    own.fromData(own.toData().slice(0, count));
    told.current(inkOf(own.toData()));
  };
  const undo = () => keep(Math.max(0, (pad.current?.toData().length ?? 0) - 1));

  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.key === "Escape") keep(0);
      if ((event.ctrlKey || event.metaKey) && event.key === "z") {
        event.preventDefault();
        undo();
      }
    };
    addEventListener("keydown", heard);
    return () => removeEventListener("keydown", heard);
  });

  return (
    <div class="pad">
      <canvas ref={canvas} aria-label="Draw digits here" />
      <div class="pad-keys">
        <button type="button" onClick={undo}>
          Undo
        </button>
        <button type="button" onClick={() => keep(0)}>
          Clear
        </button>
      </div>
    </div>
  );
}
