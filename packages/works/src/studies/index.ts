export { CONTEXT_HEAD, contextRows } from "./page/context-rows.js";
export { studyVerdict } from "./page/study-verdict.js";
export { runStudy } from "./run-study.js";
export { STUDIES_FOLDER, type StudyFolder, studyFolder } from "./study-folder.js";
export { type AskedOptions, optionOf, RANGES, type Range, STUDIES, type StudyKind } from "./study-options.js";
export type { StudyResults } from "./study-results.js";
