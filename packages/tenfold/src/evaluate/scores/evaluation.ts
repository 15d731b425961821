/** How well a network does on labelled images; this is the JSON of `tenfold evaluate --json`. */
export interface Evaluation {
  /** Images judged. */
  readonly count: number;
  /** Mean categorical cross-entropy, in nats. */
  readonly loss: number;
  /** Share of images whose most probable class is the label, 0..1. */
  readonly accuracy: number;
  /** `confusion[label][predicted]`: counts, rows are the true class. */
  readonly confusion: readonly (readonly number[])[];
  /** One entry a class, in class order. Ratios without a denominator are null. */
  readonly perClass: readonly ClassScore[];
}

export interface ClassScore {
  readonly label: string;
  /** Images of this class. */
  readonly support: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}
