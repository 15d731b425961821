import type { PlainDigit, ReadString } from "tenfold/document";

/** A field as the server gives it to look at. */
export interface FieldToReview {
  readonly id: string;
  readonly document: string;
  readonly documentName: string;
  readonly page: number;
  readonly name: string | null;
  readonly isSample: boolean;
  readonly string: ReadString<PlainDigit>;
}

export type Verdict = "right" | "corrected" | "unreadable" | "no field";

export interface Stats {
  readonly open: number;
  readonly done: number;
  readonly accepted: { readonly looked: number; readonly wrong: number };
}
