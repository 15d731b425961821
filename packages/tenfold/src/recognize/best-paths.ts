/** A candidate for one digit of a line: what lies between two cuts, and the logarithm of how probable a reading of it is. */
export interface Segment {
  /** The cut it starts at and the later one it ends at, counted from 0 at the line's start. */
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** Segments that follow each other from the first cut to the last, and the sum of their scores. */
export interface Path<S extends Segment> {
  readonly segments: readonly S[];
  readonly score: number;
}

/**
 * The `count` best ways through a lattice of segments from cut 0 to cut `end`, best first, by dynamic programming: the best ways to each
 * cut are made of the best ways to the cuts before it. Several segments between the same cuts are several readings of the same ink.
 *
 * Source: Viterbi, 1967; with lists: Seshadri, Sundberg, "List Viterbi decoding algorithms with applications", IEEE COM 42, 1994
 *
 * @returns none where the segments lead nowhere
 */
export function bestPaths<S extends Segment>(segments: readonly S[], end: number, count = 1): Path<S>[] {
  const best: Path<S>[][] = Array.from({ length: end + 1 }, (_, cut) => (cut === 0 ? [{ segments: [], score: 0 }] : []));
  for (let cut = 1; cut <= end; cut++) {
    const ways = segments
      .filter(({ from, to }) => to === cut && from < cut)
      .flatMap((segment) =>
        (best[segment.from] ?? []).map((way) => ({ segments: [...way.segments, segment], score: way.score + segment.score })),
      );
    best[cut] = ways.sort((one, other) => other.score - one.score).slice(0, count);
  }
  return best[end] ?? [];
}
