import { fileKind } from "./file-kind.js";
import { type Density, tiffDirectories } from "./tiff-directories.js";

/**
 * How fine the picture in a PNG, TIFF or JPEG (by its JFIF header) is, in pixels an inch along each side as stored; nothing where the file tells no
 * resolution, or one without a unit. Of a TIFF the first page counts.
 *
 * Sources: PNG, W3C, section 11.3.4.3 (pHYs); JFIF 1.02, page 5
 */
export function announcedDensity(bytes: Uint8Array): Density | undefined {
  const kind = fileKind(bytes);
  if (kind === "TIFF") return tiffDirectories(bytes)[0]?.density;
  if (kind === "JPEG") return jfifDensity(bytes);
  return kind === "PNG" ? pngDensity(bytes) : undefined;
}

/** An inch has 0.0254 meters. */
const INCH = 0.0254;
/** pHYs stands before the pixels, behind few others. */
const MOST_CHUNKS = 64;

function pngDensity(bytes: Uint8Array): Density | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  for (let chunk = 0; chunk < MOST_CHUNKS && at + 17 <= bytes.length; chunk++) {
    const [length, name] = [view.getUint32(at), view.getUint32(at + 4)];
    if (name === 0x49444154) return undefined; // "IDAT"
    if (name === 0x70485973 && length === 9) {
      const [x, y] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      const inMeters = bytes[at + 16] === 1;
      return inMeters && x > 0 && y > 0 ? { x: x * INCH, y: y * INCH } : undefined;
    }
    at += 12 + length;
  }
  return undefined;
}

/** JFIF's segment is the first of its file: its mark, two bytes of version, the unit, and how many pixels there are to it. */
function jfifDensity(bytes: Uint8Array): Density | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isJfif = bytes.length >= 18 && view.getUint16(2) === 0xffe0 && view.getUint32(6) === 0x4a464946; // "JFIF"
  if (!isJfif) return undefined;
  const [unit, x, y] = [bytes[13], view.getUint16(14), view.getUint16(16)];
  const inch = unit === 1 ? 1 : unit === 2 ? 2.54 : 0;
  return inch > 0 && x > 0 && y > 0 ? { x: x * inch, y: y * inch } : undefined;
}
