import type { PlainDigit, ReadString } from "tenfold/document";
import type { Box } from "tenfold/image";

/** What somebody says of a reading. */
export const verdicts = ["right", "corrected", "unreadable", "no field"] as const;
export type Verdict = (typeof verdicts)[number];

/** A field that somebody should look at, with what was read there. */
export interface FieldToReview {
  readonly id: string;
  readonly document: string;
  readonly documentName: string;
  /** Page of the document, from 1. */
  readonly page: number;
  readonly name: string | null;
  /** Whether it was accepted and is looked at to measure how often that is wrong. */
  readonly isSample: boolean;
  readonly reading: string;
  readonly model: string;
  /** As the document has it, digits and alternatives included. */
  readonly string: ReadString<PlainDigit>;
  /** Until when nobody else is given it. */
  readonly leasedUntil: Date;
}

/** A field of which a person has said what stands there. */
export interface SaidField {
  /** Of what was said; later ones are greater. */
  readonly id: string;
  readonly document: string;
  readonly documentName: string;
  /** Page of the document, from 1. */
  readonly page: number;
  readonly name: string | null;
  /** In pixels of the page; null where the whole page is the field. */
  readonly box: Box | null;
  /** What stands there. */
  readonly text: string;
  /** What it was read as, a kind's name or an object; null where nobody said. */
  readonly field: unknown;
  /** Whether it is held to judge networks by, and none may learn from it. */
  readonly isHeld: boolean;
}

/** A part of a list that goes on behind the id of its last one. */
export interface ListPart {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** How far the review is, and what it shows of the reader. */
export interface ReviewStats {
  /** Fields to look at, those done, and those that were accepted and not asked about. */
  readonly open: number;
  readonly done: number;
  readonly unasked: number;
  /** Of those done that were for review, how many proposals were right. */
  readonly proposals: { readonly right: number; readonly of: number };
  /** Accepted fields that somebody looked at: how many were wrong, with a 95 % Wilson interval; the error rate that was asked for. */
  readonly accepted: {
    readonly looked: number;
    readonly wrong: number;
    readonly interval: readonly [number, number] | null;
    readonly maxError: number | null;
  };
  readonly reviewers: readonly { readonly name: string; readonly corrections: number; readonly perMinute: number | null }[];
}
