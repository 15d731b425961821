export { docsAddress } from "./docs-address.js";
export { type Host, Interrupted, type Interruption, type Progress } from "./host.js";
export { jsonLine } from "./json-line.js";
export { quoted } from "./quoted.js";
export { refuseTaken } from "./resumable/place-taken.js"; // by itself: what else is of places loads the library
export { dataFolder } from "./store/data-folder.js";
