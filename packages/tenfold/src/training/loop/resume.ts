import type { Callback } from "../../callbacks/callback.js";
import { InputError } from "../../errors.js";
import type { Examples } from "../objectives/objective.js";
import { BATCH_SIZE, type LoopOptions } from "./fit-options.js";
import type { FitSetup } from "./fit-setup.js";
import type { ResumeState } from "./resume-file.js";
import type { Position } from "./training-position.js";

/** What must not change between a training and its continuation. */
export function resumeRecipe<E extends Examples>(
  { model, seed, optimizer, rateFactors = {}, engine, objective, context }: FitSetup<E>,
  training: E,
  options: LoopOptions<E>,
): ResumeState["recipe"] {
  const { epochs, batchSize = BATCH_SIZE, validation, augment, plainEpochs = 0, averageWeights, callbacks = [] } = options;
  // Those that steer the training; who only looks on may come and go.
  const steering = callbacks.filter(({ rate, memory }) => rate || memory).map(({ name }) => name);
  return {
    architecture: model.network.name,
    layers: JSON.stringify(model.network.layers.map(({ layer: { kind, config } }) => [kind, config])),
    data: objective.identity(training),
    validation: validation ? objective.identity(validation) : "none",
    augmentation: augment ? JSON.stringify([augment.kind, augment.config]) : "none",
    plainEpochs,
    epochs,
    batchSize,
    seed,
    ...objective.recipe,
    context: context ? `${JSON.stringify(context.columns)}, dropout ${context.dropout}, swaps ${context.swaps}` : "none",
    averageWeights: averageWeights?.decay ?? "none",
    callbacks: steering.filter((name) => name !== "history").join(", ") || "none",
    optimizer: JSON.stringify([optimizer.kind, optimizer.config]),
    rateFactors: Object.keys(rateFactors).length > 0 ? JSON.stringify(rateFactors) : "none",
    build: engine.build,
  };
}

/** All that it takes to go on from here later. */
export function stateOf<E extends Examples>(
  { weights, moving }: FitSetup<E>,
  callbacks: readonly Callback[],
  recipe: ResumeState["recipe"],
  at: Position,
): ResumeState {
  const memories = callbacks.flatMap(({ name, memory }) => (memory ? [[name, memory()] as const] : []));
  return { ...at, recipe, weights: weights.copy(), optimizer: moving.state(), callbacks: Object.fromEntries(memories) };
}

/**
 * Puts a kept state back.
 *
 * @returns where that training stood
 * @throws InputError when it followed another recipe
 */
export function restore<E extends Examples>(
  { weights, version, moving }: FitSetup<E>,
  callbacks: readonly Callback[],
  recipe: ResumeState["recipe"],
  state: ResumeState,
): Position {
  for (const [key, value] of Object.entries(recipe)) {
    const kept = state.recipe[key] ?? "none"; // files from before an option existed say nothing of it
    if (kept !== value) {
      throw new InputError(`the run to resume had ${key} ${kept}, this one has ${value}; take the same, or start a new run`);
    }
  }
  weights.set(state.weights, "the resume file");
  version.next();
  moving.restore(state.optimizer);
  for (const callback of callbacks) {
    const memory = state.callbacks[callback.name];
    if (memory) callback.recall?.(memory);
  }
  const { epoch, batch, step, sums, seen, seconds, ended } = state;
  return { epoch, batch, step, sums: { ...sums }, seen, seconds, ended };
}
