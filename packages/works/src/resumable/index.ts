export { isRunning } from "./is-running.js";
export { locked } from "./place-lock.js";
