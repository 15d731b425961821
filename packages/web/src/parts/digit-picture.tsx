import { useEffect, useRef } from "preact/hooks";
import type { SaliencyMap } from "tenfold";

/** What is this faint is not painted. */
const FAINTEST = 0.08;

/** What the network saw: 28 x 28 pixels, ink 255, in the colors of the page. */
export function DigitPicture({
  pixels,
  looked,
  size = 84,
  label,
}: {
  readonly pixels: Uint8Array;
  /** How much each place speaks for the answer, 0..1: laid over it. */
  readonly looked?: SaliencyMap | undefined;
  readonly size?: number;
  readonly label: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(28, 28);
    for (const [at, ink] of pixels.entries()) image.data.set([255 - ink, 255 - ink, 255 - ink, 255], 4 * at);
    context.putImageData(image, 0, 0);
  }, [pixels]);
  const picture = (
    <canvas
      ref={canvas}
      class="digit"
      width={28}
      height={28}
      style={{ width: `${size}px`, height: `${size}px` }}
      role="img"
      aria-label={label}
    />
  );
  if (!looked) return picture;
  return (
    <span class="looked" style={{ width: `${size}px`, height: `${size}px` }}>
      {picture}
      <svg viewBox="0 0 28 28" aria-hidden="true">
        {looked.flatMap((row, y) =>
          row.map(
            (share, x) => share > FAINTEST && <rect key={`${x} ${y}`} {...{ x, y }} width={1.02} height={1.02} opacity={0.8 * share} />,
          ),
        )}
      </svg>
    </span>
  );
}
