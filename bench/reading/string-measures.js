// How many strings come out right whole, behind the library's own steps and the plainest decoding: no field, no grammar.

import { decodePages } from "../../packages/tenfold/dist/node/index.js";
import { latticesOf } from "../../packages/tenfold/dist/recognize/picture-lattices.js";
import { plainReadings } from "../../packages/tenfold/dist/recognize/plain-text.js";

/** A labelled digit is cut out where the boxes of it and of some piece share this part of both together: people draw boxes loosely. */
const SHARED = 0.5;

/**
 * @param strings { picture, text: digits alone, boxes: one a digit, as far as known }
 * @returns counts, and what was misread as { wanted, got, index }
 */
export async function measureStrings(strings, look) {
  const counts = { right: 0, boxes: 0, cut: 0, digits: 0, pieces: 0, ms: 0, most: 0 };
  const misread = [];
  for (const [index, { picture, text, boxes }] of strings.entries()) {
    const start = process.cpuUsage();
    const lattices = await latticesOf(picture, look);
    const got = lattices.map((lattice) => plainReadings(lattice)[0]?.text ?? "").join(" ");
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    counts.ms += ms;
    if (index > 0) counts.most = Math.max(counts.most, ms); // the first one warms up
    const pieces = lattices.flatMap((lattice) => lattice.pieces);
    counts.pieces += pieces.length;
    if (got.replace(/\D/g, "") === text) counts.right++;
    else misread.push({ wanted: text, got, index });
    if (boxes.length !== text.length) continue; // one box is missing in the sample
    for (const [at, box] of boxes.entries()) {
      const piece = nearest(pieces, box);
      counts.boxes++;
      if (!piece) continue;
      counts.cut++;
      if (piece.symbols.find((symbol) => /\d/.test(symbol.text))?.text === text[at]) counts.digits++;
    }
  }
  return { of: strings.length, ...counts, misread };
}

function nearest(pieces, box) {
  let best = { share: SHARED };
  for (const piece of pieces) {
    const share = piece.digit ? intersectionOverUnion(piece.box, box) : 0;
    if (share >= best.share) best = { share, piece };
  }
  return best.piece;
}

function intersectionOverUnion(one, other) {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  const area = ({ left, top, right, bottom }) => (right - left) * (bottom - top);
  return (width * height) / (area(one) + area(other) - width * height);
}

/** The sample's amounts as strings to measure. */
export async function decoded(amounts, read) {
  const strings = [];
  for (const { file, ...rest } of amounts) {
    for await (const { picture } of decodePages(read(file), file)) strings.push({ picture, ...rest });
  }
  return strings;
}
