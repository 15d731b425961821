/** How the error is spread over the people who wrote the images. */
export interface WritersEvaluation {
  /** Images whose writer is known. */
  readonly images: number;
  /** Writers of these images. */
  readonly writers: number;
  /** Writers of whose images none was misread. */
  readonly flawless: number;
  /** Mean of the writers' error rates, each writer counting alike, 0..1. */
  readonly meanError: number;
  /** Standard deviation of these error rates; null for a single writer. */
  readonly sd: number | null;
  /** The standard deviation that chance alone would bring, were all writers equally hard to read. */
  readonly sdByChance: number;
  /** The ten that are surely hardest to read: by the lower end of the interval, from the top. */
  readonly worst: readonly WriterScore[];
  /** Every writer, by id. */
  readonly all: readonly WriterScore[];
  /** Sentences on how to take these numbers. */
  readonly notes: readonly string[];
}

export interface WriterScore {
  readonly writer: number;
  /** Images by this writer. */
  readonly count: number;
  readonly wrong: number;
  /** wrong / count */
  readonly error: number;
  /** 95 % Wilson interval of the error. */
  readonly interval: readonly [number, number];
}
