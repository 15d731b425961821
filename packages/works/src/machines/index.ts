export { machinesSeen, noteMachine } from "./machines-seen.js";
export { startMachine, workKinds } from "./start-machine.js";
export { throughput } from "./throughput.js";
export { workAt } from "./work-at.js";
