export { type Input, listInputs, STANDARD_INPUT } from "./list-inputs.js";
export { openSinks } from "./open-sinks.js";
export type { PageReader } from "./page-reader.js";
export { readAll } from "./read-all.js";
export { readPages } from "./read-file.js";
export { settingsOf, type WhatToRead } from "./read-settings.js";
export { scannedPages } from "./scanned-pages.js";
export { type PlainSettings, settingsFrom } from "./settings-from.js";
export { type AskedOfTables, tableOptionsOf } from "./table-options.js";
