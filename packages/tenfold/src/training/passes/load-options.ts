import type { EngineOptions } from "../../engine/engine.js";

/** How a model file is put to use. */
export interface LoadOptions extends EngineOptions {
  /** What to call the model in errors. */
  readonly name?: string | undefined;
}
