export { type Evaluated, keepEvaluation, renewReport } from "./keep-evaluation.js";
export { writeRunReport } from "./run-report.js";
export { worseCurve } from "./sentences/worse-curve.js";
export { studentText } from "./student-text.js";
export { writeTextRunReport } from "./texts/text-run-report.js";
export { verdict } from "./verdict.js";
