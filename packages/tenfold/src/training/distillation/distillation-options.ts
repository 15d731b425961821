import { contentHash } from "../../content-hash.js";
import { shapeText } from "../../engine/tensor.js";
import { UsageError } from "../../errors.js";
import { entryOf } from "../../layers/layer.js";
import type { DistillationTerms } from "../../losses/distillation.js";
import type { ModelFile } from "../../model/files/model-file.js";
import type { Teacher } from "./teachers.js";

/** Trained networks to learn from, beside the labels. */
export interface DistillationOptions {
  /** One or more: what they teach is the mean of their probabilities, each at its own temperature. */
  readonly teachers: readonly Teacher[];
  /** Divides all logits before the softmax: the higher, the more the student hears of the wrong classes. Above 0; 4 by default. */
  readonly temperature?: number | undefined;
  /** The share of the teachers' answer in the loss, the label has the rest: above 0, at most 1; 0.9 by default. */
  readonly weight?: number | undefined;
}

/** What holds unless told otherwise. */
export const distillationDefaults: DistillationTerms = { temperature: 4, weight: 0.9 };

/** The same with every number given. */
export type DistillationSettings = DistillationOptions & DistillationTerms;

/**
 * Fills in what was not given, once it is certain that the student can learn from these teachers.
 *
 * @throws UsageError when there is no teacher, one takes other pictures or tells other classes apart, or a number is impossible
 */
export function distillationSettings(
  { teachers, temperature = distillationDefaults.temperature, weight = distillationDefaults.weight }: DistillationOptions,
  { network, classNames, context }: Pick<ModelFile, "network" | "classNames" | "context">,
): DistillationSettings {
  if (teachers.length === 0) throw new UsageError("fit: distillation has no teacher; pass one model at least");
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`fit: distillation has temperature ${temperature}, a finite number above 0 is wanted`);
  }
  if (!(weight > 0 && weight <= 1)) {
    throw new UsageError(`fit: distillation has weight ${weight}, a share above 0 and at most 1 is wanted`);
  }
  for (const teacher of teachers) {
    if (shapeText(teacher.network.input) !== shapeText(network.input)) {
      throw new UsageError(
        `fit: the teacher "${teacher.network.name}" takes ${shapeText(teacher.network.input)}, the student "${network.name}" ` +
          `${shapeText(network.input)}; a student learns from models that take the same pictures`,
      );
    }
    if (teacher.classNames.join("\n") !== classNames.join("\n")) {
      throw new UsageError(
        `fit: the teacher "${teacher.network.name}" tells ${teacher.classNames.join(", ")} apart, the student ${classNames.join(", ")}; ` +
          "a student learns from models of the same classes in the same order",
      );
    }
  }
  const stranger = teachers.find((teacher) => context && teacher.context && JSON.stringify(teacher.context) !== JSON.stringify(context));
  if (stranger) {
    throw new UsageError(
      `fit: the teacher "${stranger.network.name}" takes another context than the student "${network.name}"; ` +
        "a student learns from models that know the same columns, or none",
    );
  }
  return { teachers, temperature, weight };
}

/** What must not change between a training and its continuation, in words. */
export function distillationText({ teachers, temperature, weight }: DistillationSettings): string {
  const parts = teachers.flatMap(({ network, weights, confidence }) => [
    new TextEncoder().encode(JSON.stringify([network.layers.map(({ layer }) => entryOf(layer)), confidence?.temperature])),
    ...Object.values(weights).map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ]);
  const names = teachers.map(({ network }) => network.name).join(", ");
  return `by ${names}, content ${contentHash(...parts)}, temperature ${temperature}, weight ${weight}`;
}
