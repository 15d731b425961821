export { type Limits, usualLimits } from "./limits.js";
export { startReview } from "./start-review.js";
export { type RunningServer, type ServerOptions, startServer, wantsKeys } from "./start-server.js";
