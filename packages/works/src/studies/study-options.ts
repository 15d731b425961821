/** The studies there are. */
export const STUDIES = ["augmentation", "architectures", "context", "seeds", "ranges"] as const;

export type StudyKind = (typeof STUDIES)[number];

/** Settings of a recipe that `tenfold study ranges` varies, in the order of its grid. */
export const RANGES = ["rotate", "shift", "zoom", "rate", "batchSize"] as const;

export type Range = (typeof RANGES)[number];

/** Everything that decides what a study trains; two studies with the same options are the same study. */
export interface StudyOptions {
  readonly kind: StudyKind;
  /** The recipe that is varied; absent in a study of architectures that gives each its own. */
  readonly preset?: string;
  /** At most so many, in place of the recipe's. */
  readonly epochs?: number;
  readonly seeds: readonly number[];
  /** Only so many of the training images. */
  readonly limit?: number;
  /** Absent: all cores. Bits do not depend on it, seconds do. */
  readonly threads?: number;
  /** Of a study of architectures. */
  readonly architectures?: readonly string[];
  /** Of a study of ranges: the values of each setting that is varied. */
  readonly ranges?: Readonly<Partial<Record<Range, readonly number[]>>>;
}

/** What the command line asks for; what it leaves out is taken from the study that is there, or by default. */
export interface AskedOptions extends Omit<StudyOptions, "seeds"> {
  /** So many, or these. */
  readonly seeds?: number | readonly number[];
}

/** The setting as an option of the command line. */
export function optionOf(key: string): string {
  return key === "batchSize" ? "--batch-size" : `--${key}`;
}
