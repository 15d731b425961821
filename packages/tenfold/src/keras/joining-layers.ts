import { added, type Joint, multiplied, type Path } from "../model/joined-branches.js";

/** Keras's layers that join two paths, by class name. */
export const joiningLayers: Readonly<Record<string, (a: Path, b: Path, joint: Joint) => Path>> = {
  Add: added,
  Multiply: multiplied,
};
