import { distillation } from "../losses/distillation.js";
import { classCount } from "../model/sequential.js";
import type { DistillationSettings } from "./distillation-options.js";
import type { FitSetup } from "./fit-setup.js";
import { gatherTeachers } from "./teachers.js";
import type { Teach } from "./trainer.js";

/** Teachers at work on the batches of their student. */
export interface Lessons {
  readonly teach: Teach;
  free(): void;
}

/**
 * Lets teachers look at each batch as the student sees it, turned and shifted alike, and makes what they answer part of its loss.
 * (Beyer et al., "Knowledge distillation: a good teacher is patient and consistent", 2022)
 *
 * @param batch the most pictures in a step
 * @throws InputError when they do not fit into memory beside the student
 */
export function lessons(
  { engine, model }: Pick<FitSetup, "engine" | "model">,
  { teachers, ...terms }: DistillationSettings,
  batch: number,
): Lessons {
  const seated = gatherTeachers(engine, teachers, { batch, temperature: terms.temperature });
  const { blend, free } = distillation(engine, [batch, classCount(model.network)], terms);
  return {
    teach(n, { x, ...found }) {
      blend(n, { ...found, taught: seated.answer(x, n) });
    },
    free() {
      free();
      seated.free();
    },
  };
}
