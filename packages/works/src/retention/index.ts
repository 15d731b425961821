export { eraseAll } from "./erase-all.js";
export { KEEP_DAYS, type Retention } from "./prune.js";
export { pruneHourly } from "./prune-hourly.js";
