export { LEAST_HELD } from "./guard/guard.js";
export {
  type KeptModel,
  listModels,
  modelOf,
  NotPromotedError,
  promoteModel,
  rollBack,
  type UsableModel,
  usableNamed,
} from "./kept/learned-models.js";
export { pruneModels } from "./kept/prune-models.js";
export {
  addTraining,
  cancelTraining,
  listTrainings,
  NoTrainingError,
  type Training,
  trainingOf,
  trainingStates,
} from "./kept/trainings.js";
export type { BaseSizes } from "./work/base-set.js";
export { learnWriter } from "./work/learn-writer.js";
export { listSaidFields } from "./work/list-said-fields.js";
export { type ReadersInUse, readersInUse } from "./work/readers-in-use.js";
export { type TrainingWorkPlace, workAtTrainings } from "./work/work-at-trainings.js";
