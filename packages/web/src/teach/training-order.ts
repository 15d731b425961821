import type { Dataset, Preset } from "tenfold";

/** A file of somebody's choice, and its path from the folder that was chosen on. */
export interface ChosenFile {
  readonly path: string;
  readonly file: Blob;
}

/** Where the images come from: beside the page, from files, or from what people have corrected at the server. */
export type DataSource =
  | { readonly kind: "mnist" /** The page's address. */; readonly base: string }
  | { readonly kind: "files"; readonly name: string; readonly files: readonly ChosenFile[] }
  | CorrectionsSource;

/** Digits of fields of which people have said what stands there. */
export interface CorrectionsSource {
  readonly kind: "corrections";
  /** The page's address. */
  readonly base: string;
  /** With which the server is asked: the one that the page has when the training begins. */
  readonly key?: string | undefined;
  /** Whether MNIST is learned beside them. */
  readonly withMnist: boolean;
}

/** What is to be trained, as plain data. */
export interface TrainingOrder {
  readonly preset: Preset;
  /** Only so many of the training images, the first ones; those that validate come out of them. All unless told. */
  readonly limit?: number;
}

export interface TrainAndTest {
  readonly train: Dataset;
  readonly test: Dataset;
}

/** Is told in sentences how images were taken. */
export interface DataTeller {
  /** What takes time. */
  doing(sentence: string): void;
  /** What was done to them. */
  tell(sentence: string): void;
}
