export { type Got, getData } from "./get-data.js";
export { type KnownData, knownData } from "./known-data.js";
export { type Shown, type ShownPart, showData } from "./show-data.js";
export { type Strip, stripsOf } from "./strips.js";
export { testOf } from "./test-images.js";
