export { forgetProfile } from "./forget-profile.js";
export { type LearnedProfile, learnProfile } from "./learn-profile.js";
export { readProfile } from "./read-profile.js";
