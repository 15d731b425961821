import type { Gray } from "../basics/picture.js";
import { laidStrokes, type RulingPlace } from "./laid-strokes.js";
import type { RulingLine } from "./ruling-lines.js";

/**
 * Takes ruling lines off the ink of a page without eating the strokes that cross or touch them. At every place along a line: where nothing is
 * written above or below it, the line goes; where a stroke comes in from both sides, all of it stays; where one comes from one side
 * only and ends on the line, it stays up to the line's middle; where one lies along the line, it stays.
 *
 * Source: the case analysis of Arvind, Shridhar et al., "Line removal and restoration of handwritten strokes", ICCIMA 2007, by pixels
 *
 * @param ink 255 for ink; a copy is returned
 * @param mask the ink in which the lines were found, 0 for paper
 */
export function withoutRuling(ink: Gray, mask: Gray, lines: readonly RulingLine[]): Gray {
  const written = { ...mask, pixels: mask.pixels.slice() };
  for (const line of lines) eachPlace(line, ink, (start, step, first, behind) => clear(written, start, step, first, behind));
  const isMetAt = (start: number, step: number, first: number, behind: number, last: number) => {
    const isWritten = (place: number) => place >= 0 && place < last && written.pixels[start + place * step] !== 0;
    return { above: isWritten(first - 1) && isWritten(first - 2), below: isWritten(behind) && isWritten(behind + 1) };
  };
  const pixels = ink.pixels.slice();
  for (const line of lines) {
    eachPlace(line, ink, (start, step, first, behind, last) => {
      const { above, below } = isMetAt(start, step, first, behind, last);
      if (above && below) return;
      const middle = (first + behind) >> 1;
      for (let place = above ? middle : first; place < (below ? middle : behind); place++) pixels[start + place * step] = 0;
    });
  }
  for (const line of lines) keepLaid(line); // one line may be found twice, and go twice
  return { ...ink, pixels };

  /** Gives back what lies along a line. */
  function keepLaid(line: RulingLine): void {
    const places: RulingPlace[] = [];
    eachPlace(line, ink, (start, step, first, behind, last) => {
      const { above, below } = isMetAt(start, step, first, behind, last);
      let sum = 0;
      for (let place = first; place < behind; place++) sum += ink.pixels[start + place * step] as number;
      places.push({ ink: sum, isMet: above || below });
    });
    const laid = laidStrokes(places, line.thickness);
    let at = 0;
    eachPlace(line, ink, (start, step, first, behind) => {
      if (laid[at++])
        for (let place = first; place < behind; place++) pixels[start + place * step] = ink.pixels[start + place * step] as number;
    });
  }
}

/** Pixels beside a line that are its soft edge; it also goes on a little beyond its ends, into the corners of boxes. */
const EDGE = 1;

/**
 * Calls for every place along a line with the index at which its row or column of pixels across begins, the step across, the first pixel of
 * the line there and the one behind the last, and the number of pixels across.
 */
function eachPlace(
  { direction, from, middle, thickness }: RulingLine,
  { height, width }: Gray,
  use: (start: number, step: number, first: number, behind: number, last: number) => void,
): void {
  const [along, step, last] = direction === "horizontal" ? [1, width, height] : [width, 1, width];
  const half = thickness / 2 + EDGE;
  const beyond = Math.ceil(thickness) + EDGE;
  const count = direction === "horizontal" ? width : height;
  for (let at = Math.max(-beyond, -from); at < Math.min(middle.length + beyond, count - from); at++) {
    const center = middle[Math.min(Math.max(at, 0), middle.length - 1)] as number;
    const [first, behind] = [Math.max(Math.round(center - half), 0), Math.min(Math.round(center + half), last)];
    use((from + at) * along, step, first, behind, last);
  }
}

function clear({ pixels }: Gray, start: number, step: number, first: number, behind: number): void {
  for (let place = first; place < behind; place++) pixels[start + place * step] = 0;
}
