export { docsAddress } from "./docs-address.js";
export { type Host, Interrupted, type Interruption, type Progress } from "./host.js";
export { jsonLine } from "./json-line.js";
export { quoted } from "./quoted.js";
export { refuseTakenPlace } from "./resumable/refuse-taken-place.js";
export { dataFolder } from "./store/data-folder.js";
