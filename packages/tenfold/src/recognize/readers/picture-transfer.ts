import { UsageError } from "../../errors.js";
import type { Picture } from "../../image/basics/picture.js";
import type { Job } from "../../pool/remote.js";
import type { Readable } from "../readable-picture.js";

type Pixels = Picture["pixels"];

/**
 * A picture whose pixels move rather than being copied, where they have their buffer to themselves; the array that they came in is empty then.
 */
export function moved({ pixels, ...size }: Picture): Picture {
  return { ...size, pixels: isAlone(pixels) ? withoutCopy(pixels) : copyOf(pixels) };
}

/** A picture with pixels of its own. */
export function copied({ pixels, ...size }: Picture): Picture {
  return { ...size, pixels: copyOf(pixels) };
}

/** Has a worker read a picture that is its own from now on. */
export function pictureJob(picture: Picture, options: object): Job {
  return { method: "read", input: [picture, options], transfer: [picture.pixels.buffer as ArrayBuffer] };
}

/**
 * Refuses a picture whose pixels have moved away.
 *
 * @throws UsageError
 */
export function refuseMoved(who: string, image: Readable): void {
  const { pixels, data } = (image ?? {}) as { pixels?: unknown; data?: unknown };
  const numbers = data ?? pixels;
  if (!ArrayBuffer.isView(numbers) || !isDetached(numbers.buffer)) return;
  throw new UsageError(
    `${who}: this picture's pixels have moved to a worker, in a call before; read it with { transfer: false } there, to read it again`,
  );
}

/** Whether nothing else lies in their buffer. */
function isAlone({ buffer, byteLength }: Pixels): boolean {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
}

function withoutCopy(pixels: Pixels): Pixels {
  try {
    return structuredClone(pixels, { transfer: [pixels.buffer as ArrayBuffer] });
  } catch {
    return copyOf(pixels); // some buffers stay where they are, as a WebAssembly memory's
  }
}

function copyOf(pixels: Pixels): Pixels {
  if (pixels instanceof Uint16Array) return new Uint16Array(pixels);
  return pixels instanceof Uint8ClampedArray ? new Uint8ClampedArray(pixels) : new Uint8Array(pixels);
}

function isDetached(buffer: ArrayBufferLike): boolean {
  if (buffer.byteLength > 0) return false;
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true; // no view can be laid on what has moved away
  }
}
