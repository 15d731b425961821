export { refuseOtherEnding } from "./endings.js";
export { exists } from "./exists.js";
export { asJson } from "./json-file.js";
export { refuseExisting, writeNew } from "./new-file.js";
export { type SharedFolder, sharedFolder } from "./shared-folder.js";
