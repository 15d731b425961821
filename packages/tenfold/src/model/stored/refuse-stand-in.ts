import { FormatError } from "../../errors.js";
import { fileKind } from "../../image/decode/file-kind.js";

/**
 * Refuses what often lies under a model's name in its place.
 *
 * @throws FormatError when the bytes are a web page, or the pointer that stands for a large file in a repository
 */
export function refuseStandIn(bytes: Uint8Array, name: string): void {
  if (!(bytes instanceof Uint8Array)) return; // which the reader refuses
  const kind = fileKind(bytes);
  if (kind === "HTML") {
    throw new FormatError(`${name} is a web page, whatever its name says: a server sent that in place of the model; fetch it again`);
  }
  if (kind === "Git LFS") {
    throw new FormatError(`${name} is a Git LFS pointer, which stands for the model; fetch the model itself with: git lfs pull`);
  }
}
