import { nodeProcess } from "../engine/node-process.js";
import { parentOfBrowserWorker, startBrowserWorker } from "./worker-browser.js";
import type { ParentLink, WorkerEvents, WorkerLink, WorkerProgram } from "./worker-link.js";
import { parentOfNodeWorker, startNodeWorker } from "./worker-node.js";

/** Starts a worker. What keeps it from starting is thrown, or told as its death. */
export function startWorker(program: WorkerProgram, events: WorkerEvents): WorkerLink {
  return nodeProcess ? startNodeWorker(program, events) : startBrowserWorker(program, events);
}

/** Who started this worker. */
export function parentLink(): ParentLink {
  return nodeProcess ? parentOfNodeWorker() : parentOfBrowserWorker();
}
