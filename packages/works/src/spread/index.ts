export { makeRunsOver } from "./make-runs-over.js";
export { workAtStudies } from "./work-at-studies.js";
