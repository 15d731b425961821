export type { Judged } from "./judged.js";
export { readConfig } from "./run-config.js";
export { type RunFolder, runFolder } from "./run-folder.js";
export { type RunResult, readResult } from "./run-result.js";
export { teachersOf } from "./teachers-judged.js";
