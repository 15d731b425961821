import sharp from "sharp";
import { FormatError, InputError } from "tenfold";

export interface Size {
  readonly height: number;
  readonly width: number;
}

/**
 * Makes of a picture of one digit what MNIST's makers made of theirs: ink 255 on paper 0; the digit, its proportion kept, in a square of
 * 20 of 28 pixels; its center of mass in the middle. The paper may be light or dark: it is what the edge shows most of. A picture
 * that has the wanted size already is taken as it is, only light paper is turned dark.
 *
 * Source: LeCun et al., "The MNIST database", http://yann.lecun.com/exdb/mnist/
 *
 * @param bytes a file in any format that sharp reads; what is transparent is paper
 * @param name what to call the file in an error
 * @returns `height * width` bytes
 * @throws FormatError when it is no picture, or a damaged one
 * @throws InputError when it has too many pixels, or shows nothing
 */
export async function imageToDigit(bytes: Uint8Array, name: string, { height, width }: Size): Promise<Uint8Array> {
  const picture = inkOnPaper(await decode(bytes, name), name);
  if (picture.height === height && picture.width === width) return picture.pixels;
  const box = Math.round((Math.min(height, width) * 20) / 28);
  return center(await fit(trim(stretch(picture)), box), { height, width });
}

/** Shades of gray, one byte a pixel. */
interface Gray extends Size {
  readonly pixels: Uint8Array;
}

/** Ink is light, paper is dark; what is lighter than the threshold is ink. */
interface Picture extends Gray {
  readonly threshold: number;
}

/** More are refused before they take memory. */
const PIXEL_LIMIT = 50_000_000;
/** Pixels a side that are enough to see a digit: a larger picture is made smaller first. */
const ENOUGH = 1000;
/** Shades that a picture must have between its darkest and its lightest, of 255. */
const LEAST_CONTRAST = 16;

async function decode(bytes: Uint8Array, name: string): Promise<Gray> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: PIXEL_LIMIT, failOn: "error" })
      .autoOrient()
      .flatten({ background: "white" })
      .resize(ENOUGH, ENOUGH, { fit: "inside", withoutEnlargement: true })
      .grayscale()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { pixels: data, height: info.height, width: info.width };
  } catch (error) {
    throw inWords(error, name);
  }
}

function inWords(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error;
  if (/pixel limit/.test(error.message)) {
    return new InputError(`${name} has more than ${PIXEL_LIMIT / 1e6} million pixels; make it smaller`, { cause: error });
  }
  if (/unsupported image format/.test(error.message)) {
    return new FormatError(`${name} is neither a picture nor an IDX file; pass PNG, JPEG, WebP or IDX`, { cause: error });
  }
  return new FormatError(`${name} is a damaged picture, perhaps cut short; fetch or save it again`, { cause: error });
}

function inkOnPaper(gray: Gray, name: string): Picture {
  const darkest = gray.pixels.reduce((least, shade) => Math.min(least, shade), 255);
  const lightest = gray.pixels.reduce((most, shade) => Math.max(most, shade), 0);
  if (lightest - darkest < LEAST_CONTRAST) {
    throw new InputError(`${name} shows nothing: all its pixels have about the same shade; pass a picture of a digit`);
  }
  const threshold = otsu(gray.pixels);
  const edge = edgeOf(gray);
  const lightPaper = 2 * edge.filter((shade) => shade > threshold).length > edge.length;
  if (!lightPaper) return { ...gray, threshold };
  return { ...gray, pixels: gray.pixels.map((shade) => 255 - shade), threshold: 254 - threshold };
}

/** The shade that best parts the dark from the light: it makes the variance between the two largest. (Otsu, 1979) */
function otsu(pixels: Uint8Array): number {
  const counts = histogram(pixels);
  const total = counts.reduce((sum, count, shade) => sum + count * shade, 0);
  let best = { threshold: 0, variance: -1 };
  let [darkCount, darkSum] = [0, 0];
  for (let shade = 0; shade < 255; shade++) {
    darkCount += counts[shade] as number;
    darkSum += shade * (counts[shade] as number);
    const lightCount = pixels.length - darkCount;
    if (darkCount === 0 || lightCount === 0) continue;
    const variance = darkCount * lightCount * (darkSum / darkCount - (total - darkSum) / lightCount) ** 2;
    if (variance > best.variance) best = { threshold: shade, variance };
  }
  return best.threshold;
}

function edgeOf({ pixels, height, width }: Gray): Uint8Array {
  return pixels.filter((_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    return row === 0 || row === height - 1 || column === 0 || column === width - 1;
  });
}

/** Paper to 0 and ink to 255; a tenth of what lies between goes to the paper, which is never quite even. */
function stretch({ threshold, ...gray }: Picture): Gray {
  const paper = quantile(
    gray.pixels.filter((shade) => shade <= threshold),
    0.5,
  );
  const ink = quantile(
    gray.pixels.filter((shade) => shade > threshold),
    0.9,
  );
  const from = paper + 0.1 * (ink - paper);
  return { ...gray, pixels: Uint8Array.from(gray.pixels, (shade) => Math.min(Math.max((255 * (shade - from)) / (ink - from), 0), 255)) };
}

/** The smallest part that has all the ink. */
function trim({ pixels, height, width }: Gray): Gray {
  const inkIn = (row: number, column: number) => (pixels[row * width + column] as number) >= 128;
  const rows = whole(height).filter((row) => whole(width).some((column) => inkIn(row, column)));
  const columns = whole(width).filter((column) => rows.some((row) => inkIn(row, column)));
  const [top = 0, bottom = height - 1] = [rows[0], rows.at(-1)];
  const [left = 0, right = width - 1] = [columns[0], columns.at(-1)];
  const cut = whole(bottom - top + 1).map((row) => pixels.subarray((top + row) * width + left, (top + row) * width + right + 1));
  return { pixels: Buffer.concat(cut), height: bottom - top + 1, width: right - left + 1 };
}

/** Scaled so that the longer side is `box`, and the strongest ink 255. */
async function fit({ pixels, height, width }: Gray, box: number): Promise<Gray> {
  const scale = box / Math.max(height, width);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const small = await sharp(pixels, { raw: { height, width, channels: 1 } })
    .resize(side(width), side(height), { fit: "fill" })
    .grayscale()
    .raw({ depth: "uchar" })
    .toBuffer();
  const most = small.reduce((most, ink) => Math.max(most, ink), 0);
  return { pixels: Uint8Array.from(small, (ink) => Math.round((255 * ink) / most)), height: side(height), width: side(width) };
}

/** Puts a digit on paper so that its center of mass lies in the middle: in MNIST at pixel (14, 14), counted from 0. */
function center({ pixels, height, width }: Gray, paper: Size): Uint8Array {
  const mass = pixels.reduce((sum, ink) => sum + ink, 0);
  const down = pixels.reduce((sum, ink, at) => sum + ink * Math.floor(at / width), 0) / mass;
  const across = pixels.reduce((sum, ink, at) => sum + ink * (at % width), 0) / mass;
  const top = Math.ceil(paper.height / 2 - down - 0.5); // half a pixel goes up and left: what is symmetric is then centered
  const left = Math.ceil(paper.width / 2 - across - 0.5);
  const centered = new Uint8Array(paper.height * paper.width);
  for (let row = Math.max(0, -top); row < Math.min(height, paper.height - top); row++) {
    for (let column = Math.max(0, -left); column < Math.min(width, paper.width - left); column++) {
      centered[(top + row) * paper.width + left + column] = pixels[row * width + column] as number;
    }
  }
  return centered;
}

function histogram(pixels: Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const shade of pixels) counts[shade] = (counts[shade] as number) + 1;
  return counts;
}

/** The shade that a share of the pixels does not exceed. */
function quantile(pixels: Uint8Array, share: number): number {
  return pixels.toSorted()[Math.floor(share * (pixels.length - 1))] ?? 0;
}

/** 0, 1, …, n - 1 */
function whole(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index);
}
