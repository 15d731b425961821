export type { Host, Interruption } from "./host.js";
export { main } from "./main.js";
export { processHost } from "./process-host.js";
