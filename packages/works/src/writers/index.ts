export { forgetProfile } from "./forget-profile.js";
export { type LearnedProfile, learnProfile } from "./learn-profile.js";
export { readProfile } from "./read-profile.js";
export {
  eraseWriter,
  type KnownWriter,
  keepWriter,
  listWriters,
  NoWriterError,
  WRITER_ID,
  writerOf,
  writerProfileOf,
} from "./stored-writers.js";
