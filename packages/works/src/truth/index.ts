export { ANY_ERROR, calibrateOn, levelsOf } from "./judged/calibrate-on.js";
export { readCalibration } from "./judged/read-calibration.js";
export { truthJudge } from "./judged/truth-judge.js";
export { levelsWith } from "./judged/truth-scores.js";
export { type TruthReport, truthNotes, truthReport } from "./report/truth-report.js";
export { refuseOtherFolder, writeTruthReport } from "./report/write-truth-report.js";
export { readTruth } from "./table/read-truth.js";
