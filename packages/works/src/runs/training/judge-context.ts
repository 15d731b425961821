import {
  type ContextEvaluation,
  contextWriters,
  type Dataset,
  evaluateContext,
  type Model,
  predictedClasses,
  shuffledContext,
} from "tenfold";

/** Decides whose context each writer gets in the control. */
const SEED = 1;

/**
 * Whether what is known of the writers pays: the model's errors with it, without, and with another writer's.
 *
 * @returns nothing where the model takes no context, or nothing is known of the images
 */
export async function judgeContext(model: Model, test: Dataset): Promise<ContextEvaluation | undefined> {
  const { context, labels, images } = test;
  if (!model.context || !context) return undefined;
  const read = async (rows?: Dataset["context"]) =>
    predictedClasses(await model.predict(images, rows ? { context: rows } : {}), model.classNames.length);
  const writers = contextWriters(test);
  const several = new Set(context.map((row) => JSON.stringify(row))).size > 1;
  return evaluateContext({
    labels,
    writers,
    unknown: await read(),
    told: await read(context),
    shuffled: several ? await read(shuffledContext(test, SEED).context) : undefined,
  });
}
