import type { Size } from "../geometry/size.js";
import { fileKind } from "./file-kind.js";

/**
 * How many pixels a picture file says it has, before anything of it is decoded; nothing where its first bytes do not tell.
 *
 * Sources: PNG, W3C, section 11.2.2; GIF89a, section 18; JPEG, ITU-T T.81, B.2.2; WebP, RFC 9649, section 2
 */
export function announcedSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (fileKind(bytes)) {
    case "PNG":
      return bytes.length >= 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : undefined;
    case "GIF":
      return bytes.length >= 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : undefined;
    case "JPEG":
      return frameSize(view);
    case "WebP":
      return bytes.length >= 30 ? webpSize(view) : undefined;
    default:
      return undefined;
  }
}

/** From segment to segment up to the frame header. */
function frameSize(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2); // a marker may be padded
  }
  return undefined;
}

function webpSize(view: DataView): Size | undefined {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }; // "VP8X"
  if (chunk === 0x56503820) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }; // "VP8 "
  if (chunk !== 0x5650384c) return undefined; // "VP8L"
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
