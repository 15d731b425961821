import type { FieldSpec } from "../../fields/field.js";
import { grayscale } from "../../image/basics/grayscale.js";
import { crop, type Gray, type Picture } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import type { Reader } from "../reader.js";
import { cutDigits, type DigitsFound, type Look } from "./cut-digits.js";
import { onlyText } from "./only-text.js";

/** A field of a page of which somebody knows what stands there. */
export interface KnownField {
  /** Where it is; the whole picture unless told. */
  readonly box?: Box | undefined;
  readonly text: string;
  /** What it is read as; digits unless told. */
  readonly field?: FieldSpec | undefined;
}

/** So much of its height is seen around a line. */
const MARGIN = 0.25;

/**
 * The digits of a field whose text is known, as pictures of 28 x 28, where it is sure enough which ink is which of them: to train and to judge networks
 * on what people have corrected.
 *
 * @param look says what a network takes such pictures for
 */
export async function digitsAt(
  picture: Picture,
  { box, text, field }: KnownField,
  reader: Pick<Reader, "read">,
  look: Look,
): Promise<DigitsFound> {
  const only = onlyText(text, field);
  if ("refusal" in only) return only;
  const part = box === undefined ? picture : around(picture, box);
  if (!part) return { refusal: "nothing was found there again" };
  return cutDigits((await reader.read(part, { field: only.field })).strings[0], text, look);
}

/** A line's part of a page with a little of what is around it; nothing where the line lies beside the page. */
export function around(picture: Picture, { left, top, right, bottom }: Box): (Gray & { readonly channels: 1 }) | undefined {
  const gray = grayscale(picture);
  const margin = Math.ceil(MARGIN * (bottom - top));
  const part = {
    left: Math.max(0, Math.floor(left) - margin),
    top: Math.max(0, Math.floor(top) - margin),
    right: Math.min(gray.width, Math.ceil(right) + margin),
    bottom: Math.min(gray.height, Math.ceil(bottom) + margin),
  };
  if (part.right <= part.left || part.bottom <= part.top) return undefined;
  return { ...crop(gray, part), channels: 1 };
}
