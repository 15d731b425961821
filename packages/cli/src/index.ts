export { main } from "./main.js";
export { processTerminal } from "./terminal/process-terminal.js";
export type { Terminal } from "./terminal/terminal.js";
