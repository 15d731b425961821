/** The program of a training's thread, beside this file. */
export const trainingProgram = new URL("./training-worker.js", import.meta.url);
