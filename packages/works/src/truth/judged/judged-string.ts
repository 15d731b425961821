import type { PlainDigit, Proof, ReadLevel, ReadString } from "tenfold/document";
import { accepts, type Field } from "tenfold/recognize";
import type { TruthRow } from "../table/parse-truth.js";

/** What was read in a place, beside what stands there. */
export interface JudgedString {
  readonly file: string;
  readonly page: number;
  /** The field's name, of a form. */
  readonly field?: string;
  readonly truth: string;
  readonly text: string;
  readonly right: boolean;
  /** 0 where nothing was read. */
  readonly confidence: number;
  readonly status: "accepted" | "review";
  /** Absent where no confidence decides: of blank fields, and where nothing was read. */
  readonly proof?: Proof;
  readonly levels?: readonly ReadLevel[];
}

/**
 * @param found what was read there; nothing where the page has no such string, or could not be read
 * @param field what may stand there, which knows how to write it; any digits unless told
 */
export function judgedString(
  { file, page, truth: { text: truth, field: name } }: { readonly file: string; readonly page: number; readonly truth: TruthRow },
  found: ReadString<PlainDigit> | undefined,
  field: Field,
): JudgedString {
  const place = { file, page, ...(name !== undefined && { field: name }), truth };
  if (!found) return { ...place, text: "", right: false, confidence: 0, status: "review" };
  const { text, confidence, status, isBlank, proof, levels } = found;
  const said = { confidence, status, ...(!isBlank && proof && { proof }), ...(!isBlank && levels && { levels }) };
  return { ...place, text, right: isSame(found, truth, field), ...said };
}

/** Whether a reading is what stands there, however somebody writes it who types it: 1,234.50 for 1234.50, 2024-02-29 for 29.02.2024. */
export function isSame({ text, value }: ReadString<PlainDigit>, truth: string, field: Field): boolean {
  if (text === truth) return true;
  if (truth === "") return false;
  return accepts(field.automaton, truth) ? field.read(truth).text === text : value === truth;
}
