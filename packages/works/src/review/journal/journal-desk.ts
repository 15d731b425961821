import { wilsonInterval } from "tenfold";
import type { PlainDigit, ReadString } from "tenfold/document";
import { isUnread } from "tenfold/document";
import { v7 as newId } from "uuid";
import type { Journal } from "../../resumable/journal.js";
import { checkSaid, TakenError } from "../correct.js";
import type { ReviewDesk } from "../review-desk.js";
import type { FieldToReview, ListPart, ReviewStats, SaidField } from "../review-record.js";
import { idOf, type ReviewedPage } from "./read-pages.js";
import type { Said, Unsaid } from "./said-journal.js";

export interface JournalDeskOptions {
  readonly pages: readonly ReviewedPage[];
  /** Where what is said goes before it is acknowledged, and what was said before. */
  readonly journal: Pick<Journal, "write">;
  readonly before: readonly (Said | Unsaid)[];
  /** Called whenever something was said or taken back. */
  readonly onSaid: () => void;
  /** The time in milliseconds; the system's unless told. */
  readonly now?: (() => number) | undefined;
}

/** A desk over what was read, in memory. */
export interface JournalDesk extends ReviewDesk {
  /** What was said of a field, where somebody looked. */
  saidOf(page: ReviewedPage, place: number): Said | undefined;
  /** Fields of which somebody has said what stands there, in the order in which they said so. */
  saidFields(part: ListPart): Promise<SaidField[]>;
  /** The id of the field in a place of a page, counted from 0. */
  fieldOf(page: ReviewedPage, place: number): string;
}

interface DeskField {
  readonly id: string;
  readonly page: ReviewedPage;
  readonly string: ReadString<PlainDigit>;
  readonly isSample: boolean;
  readonly doubt: number;
  lease: { readonly reviewer: string; readonly until: number } | undefined;
}

/** One in so many accepted fields is looked at all the same: that measures the real error rate. */
const SAMPLED = 50;
/** Milliseconds for which a field is one reviewer's. */
const LEASE = 60_000;

/** What the service's database does for many, over a list in memory for those at one machine. */
export function journalDesk({ pages, journal, before, onSaid, now = Date.now }: JournalDeskOptions): JournalDesk {
  const fields = fieldsIn(pages);
  const said = new Map<string, Said>();
  for (const one of before) take(said, one);
  const waiting = [...fields.values()].filter(isAsked).sort((one, other) => other.doubt - one.doubt || (one.id < other.id ? -1 : 1));
  const shown = (field: DeskField): FieldToReview => {
    const { page, document } = field.page;
    const { file, page: number = 1 } = page;
    const { name = null } = field.string;
    return {
      ...{ id: field.id, document, documentName: file, page: number, name, isSample: field.isSample, reading: field.id, model: "" },
      ...{ string: field.string, leasedUntil: new Date(field.lease?.until ?? 0) },
    };
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other, as lines come into the journal. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  return {
    async next(reviewer, count) {
      const time = now();
      const free = waiting.filter(({ id, lease }) => !said.has(id) && (!lease || lease.until < time || lease.reviewer === reviewer));
      const some = free.slice(0, count);
      for (const field of some) field.lease = { reviewer, until: time + LEASE };
      return some.map(shown);
    },
    async correct({ field: id, reviewer, verdict, text }) {
      checkSaid(verdict, text);
      const field = fields.get(id);
      if (!field) return undefined;
      return inTurn(async () => {
        const meant = verdict === "corrected" && text === field.string.text ? "right" : verdict;
        const earlier = said.get(id);
        if (earlier) {
          const isSame = earlier.reviewer === reviewer && earlier.verdict === meant && (meant !== "corrected" || earlier.text === text);
          if (isSame) return earlier.id;
          throw new TakenError("the field is done; undo its correction first");
        }
        const { lease } = field;
        if (lease && lease.reviewer !== reviewer && lease.until > now())
          throw new TakenError("somebody else is looking at the field; take the next one");
        const at = new Date(now()).toISOString();
        const one: Said = { id: newId(), field: id, reviewer, verdict: meant, ...(meant === "corrected" && { text }), at };
        await journal.write([one]);
        said.set(id, one);
        field.lease = undefined;
        onSaid();
        return one.id;
      });
    },
    undoLast: (reviewer) =>
      inTurn(async () => {
        const last = [...said.values()].findLast((one) => one.reviewer === reviewer);
        if (!last) return undefined;
        await journal.write([{ undone: last.id }]);
        said.delete(last.field);
        const field = fields.get(last.field);
        if (field) field.lease = { reviewer, until: now() + LEASE };
        onSaid();
        return last.field;
      }),
    stats: async () => statsOf([...fields.values()], said),
    saidOf: (page, place) => said.get(fieldOf(page, place)),
    async saidFields({ after = "", limit }) {
      const known = [...said.values()].flatMap((one) => {
        const field = fields.get(one.field);
        const isKnown = one.id > after && field && (one.verdict === "right" || one.verdict === "corrected");
        return isKnown ? [saidFieldOf(field, one)] : [];
      });
      return known.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit);
    },
    fieldOf,
  };
}

function take(said: Map<string, Said>, one: Said | Unsaid): void {
  if (!("undone" in one)) said.set(one.field, one);
  else
    for (const { field, id } of [...said.values()].filter(({ id }) => id === one.undone))
      if (said.get(field)?.id === id) said.delete(field);
}

function fieldOf({ page: { file, page = 1 } }: ReviewedPage, place: number): string {
  return idOf(file, page, place);
}

function fieldsIn(pages: readonly ReviewedPage[]): Map<string, DeskField> {
  const fields = new Map<string, DeskField>();
  for (const page of pages) {
    if (isUnread(page.page)) continue;
    for (const [place, string] of page.page.strings.entries()) {
      const id = fieldOf(page, place);
      const chance = Number.parseInt(id.slice(0, 8), 16) / 2 ** 32; // the same every time, so that who goes on is asked the same
      const isSample = string.status === "accepted" && !string.isBlank && chance < 1 / SAMPLED;
      fields.set(id, { id, page, string, isSample, doubt: isSample ? chance * SAMPLED : 1 - string.confidence, lease: undefined });
    }
  }
  return fields;
}

function saidFieldOf({ page: { page, document }, string }: DeskField, { id, text = string.text }: Said): SaidField {
  const { file, page: number = 1 } = page;
  const { name = null, box } = string;
  return { id, document, documentName: file, page: number, name, box, text, field: null, isHeld: false };
}

function isAsked({ string, isSample }: DeskField): boolean {
  return string.status === "review" || isSample;
}

function statsOf(fields: readonly DeskField[], said: ReadonlyMap<string, Said>): ReviewStats {
  const judged = fields.flatMap((field) => {
    const one = said.get(field.id);
    return one && one.verdict !== "unreadable" ? [{ ...field, isWrong: one.verdict !== "right" }] : [];
  });
  const [review, samples] = [judged.filter(({ isSample }) => !isSample), judged.filter(({ isSample }) => isSample)];
  const wrong = samples.filter(({ isWrong }) => isWrong).length;
  const names = [...new Set([...said.values()].map(({ reviewer }) => reviewer))];
  return {
    open: fields.filter((field) => isAsked(field) && !said.has(field.id)).length,
    done: said.size,
    unasked: fields.filter((field) => !isAsked(field) && !said.has(field.id)).length,
    proposals: { right: review.filter(({ isWrong }) => !isWrong).length, of: review.length },
    accepted: {
      looked: samples.length,
      wrong,
      interval: samples.length > 0 ? wilsonInterval(wrong, samples.length) : null,
      maxError: null,
    },
    reviewers: names.map((name) => ({
      name,
      corrections: [...said.values()].filter(({ reviewer }) => reviewer === name).length,
      perMinute: null,
    })),
  };
}
