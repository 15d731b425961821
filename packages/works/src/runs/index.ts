export { dataOf } from "./opening/begun-data.js";
export { imagesFor } from "./opening/images-for.js";
export {
  type OpenOptions,
  type OpenRun,
  type OpenTextRun,
  openDistillation,
  openNew,
  openTransfer,
  reopen,
  runToResume,
} from "./opening/open-run.js";
export type { DistillationOverrides, TransferOverrides } from "./opening/overrides.js";
export { testStringsOf } from "./opening/test-strings.js";
export { judgeContext } from "./training/judge-context.js";
export { judgeInFull } from "./training/judge-in-full.js";
export { trainRun } from "./training/train-run.js";
export { trainTextRun } from "./training/train-text-run.js";
