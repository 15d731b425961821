export { compareRuns, type RunComparison } from "./compare-runs.js";
export { comparisonPage } from "./comparison-page.js";
export { comparisonVerdict } from "./comparison-verdict.js";
export type { Disagreement } from "./disagreements.js";
export { pairHead, pairRows } from "./pair-rows.js";
export { settingName, settingValue } from "./recipe-differences.js";
export { refuseOtherFile, writePage } from "./write-page.js";
