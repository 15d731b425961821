import type { Sink } from "../model/sink.js";
import { writeAside } from "./files.js";

/**
 * A file as a place for bytes: `model.save(saveTo("model.safetensors"))`. Each write replaces the whole file or, when it fails, leaves
 * it as it was.
 *
 * @throws InputError from `write`, when the file cannot be written; the folder must exist
 */
export function saveTo(path: string): Sink {
  return { where: path, write: (bytes) => writeAside(path, bytes) };
}
