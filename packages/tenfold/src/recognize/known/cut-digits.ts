import type { ReadDigit, ReadString } from "../../document/document.js";

/** What the network for digits says of pictures of 28 x 28, `[n, classes]`, the ten digits first. */
export type Look = (pixels: Uint8Array) => Promise<Float32Array>;

/** The digits of a field, each with what it is; or in words why there are none. */
export type DigitsFound = { readonly pixels: Uint8Array; readonly labels: string } | { readonly refusal: string };

const PICTURE = 28 * 28;
/** Less of the ink explained, and something else stands there than the text says. */
const EXPLAINED = 0.9;
/** What is likelier no digit was cut in the wrong place. */
const A_DIGIT = 0.5;
/** So many others, each the digit that it should be, show that a field is cut where its digits end. */
const OTHERS = 2;
/** So many of a field's digits may look like others: one, or of long ones a third. More, and somebody has typed another field's text. */
const MISREAD = 1 / 3;

/**
 * The digits of a field that was read as its corrected text, where it is sure enough which ink is which of them: as many as the text has, nearly all ink
 * in them, each of them a digit to the network, or all but one, and most of them the one that the text says.
 */
export async function cutDigits(found: ReadString<ReadDigit> | undefined, text: string, look: Look): Promise<DigitsFound> {
  if (!found || found.isBlank) return { refusal: "nothing was found there again" };
  const { digits, explained = 1 } = found;
  if (digits.length === 0 || digits.length > text.length || found.text === "")
    return { refusal: "the ink cannot be cut into the digits of the text" };
  if (explained < EXPLAINED) return { refusal: "much of the ink is in none of the text's digits" };
  return checked(
    digits.map(({ seen }) => seen),
    digits.map(({ value }) => value).join(""),
    look,
  );
}

/** The digits of cells that were seen each by itself, which need no cutting. */
export async function cellDigits(found: ReadString<ReadDigit> | undefined, text: string, look: Look): Promise<DigitsFound> {
  const labels = text.replaceAll(/\D/g, "");
  if (!found) return { refusal: "nothing was found there again" };
  if (found.digits.length !== labels.length) return { refusal: "there are not as many digits as the text has" };
  return checked(
    found.digits.map(({ seen }) => seen),
    labels,
    look,
  );
}

async function checked(pictures: readonly Uint8Array[], labels: string, look: Look): Promise<DigitsFound> {
  const pixels = new Uint8Array(pictures.length * PICTURE);
  for (const [at, picture] of pictures.entries()) pixels.set(picture, at * PICTURE);
  const probabilities = await look(pixels);
  const classes = probabilities.length / pictures.length;
  let [misread, strange] = [0, 0];
  for (const at of pictures.keys()) {
    const ten = probabilities.subarray(at * classes, at * classes + 10);
    if (ten.reduce((sum, one) => sum + one, 0) < A_DIGIT) strange++;
    else if (ten.indexOf(Math.max(...ten)) !== Number(labels[at])) misread++;
  }
  // Where all others are what they should be, the one that is left is what it should be, however strange it looks.
  const isTheOneLeft = strange === 1 && misread === 0 && labels.length >= OTHERS + 1;
  if (strange > 0 && !isTheOneLeft) return { refusal: "a part of it looks like no digit" };
  if (misread > Math.max(1, MISREAD * labels.length)) return { refusal: "most of its digits look like others than the text's" };
  return { pixels, labels };
}
