import { isNumber, isRecord, isText } from "../files/json-checks.js";
import { isModelUsed, type ModelUsed } from "./model-used.js";

/** The trained networks that a run learns from, and on which terms: `distillation` in `config.json`. */
export interface DistillationUsed {
  readonly teachers: readonly TeacherUsed[];
  readonly temperature: number;
  /** The share of the teachers' answer in the loss. */
  readonly weight: number;
}

export interface TeacherUsed extends ModelUsed {
  /** Of its architecture. */
  readonly name: string;
}

export interface DistillationChoices {
  readonly temperature?: number | undefined;
  readonly weight?: number | undefined;
}

export function isDistillationUsed(value: unknown): value is DistillationUsed {
  if (!isRecord(value)) return false;
  const { teachers, temperature, weight } = value;
  return [temperature, weight].every(isNumber) && Array.isArray(teachers) && teachers.length > 0 && teachers.every(isTeacherUsed);
}

function isTeacherUsed(value: unknown): value is TeacherUsed {
  return isModelUsed(value) && isText((value as Partial<TeacherUsed>).name);
}
