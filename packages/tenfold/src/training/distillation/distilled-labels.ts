import type { Dataset } from "../../data/dataset.js";
import { distillation } from "../../losses/distillation.js";
import type { BoundLabels } from "../objectives/label-objective.js";
import type { Objective } from "../objectives/objective.js";
import { type DistillationSettings, distillationText } from "./distillation-options.js";
import { gatherTeachers } from "./teachers.js";

/**
 * Knowledge distillation on top of labels: teachers look at each mini-batch as the student sees it, turned and shifted alike, and what they
 * answer becomes part of its loss. What is measured of it stays what it is of labels.
 * (Beyer et al., "Knowledge distillation: a good teacher is patient and consistent", 2022)
 *
 * Its `bind` throws an InputError when the teachers do not fit into memory beside the student.
 */
export function distilledLabels(
  labels: Objective<Dataset, BoundLabels>,
  { teachers, ...terms }: DistillationSettings,
): Objective<Dataset, BoundLabels> {
  return {
    ...labels,
    recipe: { ...labels.recipe, distillation: distillationText({ teachers, ...terms }) },
    bind(engine, network, learning) {
      const { logits, batch } = network;
      const seated = gatherTeachers(engine, teachers, { batch, temperature: terms.temperature });
      const bound = labels.bind(engine, network, learning);
      const { losses, targets } = bound;
      const { blend, free } = distillation(engine, [batch, targets.shape[1] as number], terms);
      return {
        ...bound,
        learn(n) {
          const gradient = bound.learn(n);
          blend(n, { logits, losses, gradient, taught: seated.answer(network, n) });
          return gradient;
        },
        free() {
          free();
          bound.free();
          seated.free();
        },
      };
    },
  };
}
