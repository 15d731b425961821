import { useEffect, useRef } from "preact/hooks";

/** What the network saw: 28 x 28 pixels, ink 255, in the colors of the page. */
export function DigitPicture({
  pixels,
  size = 84,
  label,
}: {
  readonly pixels: Uint8Array;
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
  return (
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
}
