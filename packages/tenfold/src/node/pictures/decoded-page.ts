import type { Metadata, Sharp as Pipeline, SharpOptions } from "sharp";
import { FormatError, InputError } from "../../errors.js";
import { onPaper } from "../../image/basics/on-paper.js";
import type { Picture } from "../../image/basics/picture.js";
import { realRange, type WideNumbers } from "../../image/decode/real-range.js";
import type { TiffDirectory } from "../../image/decode/tiff-directories.js";
import { endsEarly, noticeOfCut } from "./cut-jpeg.js";

/** sharp itself, an optional peer of this package. */
export type Sharp = (input?: Uint8Array, options?: SharpOptions) => Pipeline;

export interface DecodedPage {
  /** Bytes, gray or red green blue. */
  readonly picture: Picture;
  /** What was taken for what, in words. */
  readonly notices: readonly string[];
}

export interface DecodeTask {
  /** What to call it in an error. */
  readonly name: string;
  /** As sharp counts them, from 0. */
  readonly page: number;
  /** What sharp says of that page. */
  readonly head: Metadata;
  /** What a TIFF says itself. */
  readonly directory: TiffDirectory | undefined;
  readonly pixelLimit: number;
  readonly failOn: "truncated" | "error";
}

/**
 * One page, upright as its file says, in bytes, on paper. Its numbers are taken by the range that they have, and what lies beside the colors
 * only for alpha where the file says so: else a picture might be gone that sharp 0.35.5 takes to be transparent.
 *
 * @throws FormatError when it is damaged, or holds numbers that are no shades
 * @throws InputError when it has too many pixels
 */
export async function decodedPage(
  sharp: Sharp,
  bytes: Uint8Array,
  { name, page, head, directory, pixelLimit, failOn }: DecodeTask,
): Promise<DecodedPage> {
  const { depth = "uchar", hasAlpha = false } = head;
  const space = (hasAlpha && withAlpha[head.space ?? ""]) || (head.space ?? "srgb");
  const wide = wideNumbers[depth];
  const isPlain = plainSpaces.includes(space);
  const isWide = wide !== undefined && isPlain;
  const isGray = space === "b-w" || space === "grey16";
  const pipelineOf = (failing: SharpOptions["failOn"]) =>
    sharp(bytes, { page, limitInputPixels: pixelLimit, failOn: failing })
      .autoOrient()
      .toColourspace(isWide ? space : isGray ? "b-w" : "srgb")
      .raw({ depth: isWide ? (depth as "float") : "uchar" });
  const isMadeAnew = isWide || hasAlpha; // pixels of their own come of these
  const { data, info, isCut } = await decoded(pipelineOf, failOn, head, isMadeAnew).catch((error: unknown) =>
    damagedPicture(error, name, { pixelLimit, format: head.format }),
  );
  const numbers: WideNumbers | undefined = isWide ? wide(aligned(data)) : undefined;
  const { bytes: pixels, notice } = numbers ? realRange(numbers, name) : { bytes: data };
  if (depth === "float" && directory?.photometric === WHITE_IS_ZERO)
    for (let at = 0; at < pixels.length; at++) pixels[at] = 255 - (pixels[at] as number);
  const laid = withoutExtras({ pixels, height: info.height, width: info.width }, info.channels, {
    isGray,
    isAlpha: isAlpha(head, directory),
  });
  const black = laid.paper === "black" ? [`${name} shows light strokes on nothing; they were laid on black`] : [];
  const through = laid.isSeenThrough ? [`all of ${name} is transparent, though it has shades; they were taken as they are`] : [];
  const cut = isCut ? [noticeOfCut(laid.picture, head.isProgressive === true, name)] : [];
  return { picture: laid.picture, notices: [...cut, ...(notice ? [notice] : []), ...black, ...through] };
}

/** Of a JPEG a warning says that its data end early, and of others nothing that matters. */
async function decoded(
  pipelineOf: (failOn: SharpOptions["failOn"]) => Pipeline,
  failOn: SharpOptions["failOn"],
  { format }: Metadata,
  isMadeAnew: boolean,
) {
  let isCut = false;
  if (format === "jpeg") {
    try {
      return { ...(await pixelsOf(pipelineOf("warning"))), isCut };
    } catch (warning) {
      isCut = endsEarly(warning);
    }
  }
  return { ...(await pixelsOf(pipelineOf(failOn), isMadeAnew)), isCut };
}

/** What sharp calls numbers of more than a byte. */
const wideNumbers: Readonly<Record<string, (bytes: ArrayBuffer) => WideNumbers>> = {
  ushort: (bytes) => new Uint16Array(bytes),
  uint: (bytes) => new Uint32Array(bytes),
  int: (bytes) => new Int32Array(bytes),
  float: (bytes) => new Float32Array(bytes),
};
/** Those that are shades or red, green and blue as they stand. */
const plainSpaces: readonly string[] = ["b-w", "grey16", "srgb", "rgb16", "scrgb"];
/** In gray sharp 0.35.5 drops what is transparent. */
const withAlpha: Readonly<Record<string, string>> = { "b-w": "srgb", grey16: "rgb16" };
const WHITE_IS_ZERO = 0;

/** From sharp 0.35 on in a buffer that can move to another thread, which costs a copy: not worth it where pixels are made of it. */
async function pixelsOf(pipeline: Pipeline, isMadeAnew = false) {
  const canMove = "toUint8Array" in pipeline && !isMadeAnew;
  const { data, info } = await (canMove ? pipeline.toUint8Array() : (pipeline as Pipeline).toBuffer({ resolveWithObject: true }));
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.length), info };
}

function aligned(bytes: Uint8Array): ArrayBuffer {
  const isWhole = bytes.byteOffset === 0 && bytes.length === bytes.buffer.byteLength;
  return (isWhole ? bytes.buffer : bytes.slice().buffer) as ArrayBuffer;
}

/** What a TIFF says of the sample behind its colors: alpha is 1 or 2. Other formats have nothing else there. */
function isAlpha({ hasAlpha = false }: Metadata, directory: TiffDirectory | undefined): boolean {
  if (!directory) return hasAlpha;
  const [first = 0] = directory.extraSamples;
  return first === 1 || first === 2;
}

/** Shades that differ by less than this are one. (0..255) */
const ONE_SHADE = 8;

function withoutExtras(
  { pixels, height, width }: { readonly pixels: Uint8Array; readonly height: number; readonly width: number },
  channels: number,
  { isGray, isAlpha }: { readonly isGray: boolean; readonly isAlpha: boolean },
) {
  const colors = isGray || channels < 3 ? 1 : 3;
  const bands = (count: number): Picture => {
    if (count === channels) return { pixels, height, width, channels: count as Picture["channels"] };
    const kept = new Uint8Array(height * width * count);
    for (let at = 0; at < kept.length; at++) kept[at] = pixels[Math.floor(at / count) * channels + (at % count)] as number;
    return { pixels: kept, height, width, channels: count as Picture["channels"] };
  };
  const plain = { picture: bands(colors), paper: "white" as const, isSeenThrough: false };
  if (channels === colors) return plain;
  const isFlat = isOneShade(plain.picture);
  if (!isFlat && isAlpha && isNothing(pixels, channels, colors)) return { ...plain, isSeenThrough: true };
  return isAlpha || isFlat ? { ...onPaper(bands(colors + 1)), isSeenThrough: false } : plain;
}

/** Whether nothing is to be seen by what stands at this place of each pixel. */
function isNothing(pixels: Uint8Array, channels: number, place: number): boolean {
  for (let at = place; at < pixels.length; at += channels) if (pixels[at] !== 0) return false;
  return true;
}

function isOneShade({ pixels }: Picture): boolean {
  let [least, most] = [255, 0];
  for (let at = 0; at < pixels.length; at++) {
    const value = pixels[at] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most - least < ONE_SHADE;
}

/** What sharp throws, as a sentence. */
export function damagedPicture(error: unknown, name: string, { pixelLimit = 0, format = "" } = {}): never {
  if (error instanceof InputError) throw error;
  if (error instanceof Error && /pixel limit/.test(error.message)) {
    throw new InputError(`${name} has a page of more than the ${pixelLimit / 1e6} million pixels that are read; make it smaller`, {
      cause: error,
    });
  }
  if (format === "svg") {
    throw new FormatError(`${name} is an SVG that cannot be drawn: it is damaged, or asks for too much; save it as PNG`, { cause: error });
  }
  throw new FormatError(`${name} is a damaged picture, perhaps cut short; fetch or save it again`, { cause: error });
}
