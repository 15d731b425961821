export { forgetProfile } from "./forget-profile.js";
export { type LearnedProfile, learnProfile } from "./learn-profile.js";
export { checkProfiles, profilesIn } from "./profiles-in.js";
export { readProfile } from "./read-profile.js";
export {
  eraseWriter,
  type KnownWriter,
  keepWriter,
  keptProfiles,
  listWriters,
  NoWriterError,
  WRITER_ID,
  writerOf,
  writerProfileOf,
} from "./stored-writers.js";
export { type ToldWriter, toldWriter, writerContext } from "./told-writer.js";
