import type { Engine } from "../../engine/engine.js";

/** What is made in an engine; where that fails, the engine ends. */
export async function disposingOnFailure<T>(engine: Pick<Engine, "dispose">, make: () => T): Promise<T> {
  try {
    return make();
  } catch (error) {
    await engine.dispose();
    throw error;
  }
}
