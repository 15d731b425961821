import { contentHash } from "../../content-hash.js";
import type { ModelFile } from "./model-file.js";

/**
 * Eight hexadecimal digits that tell the network's file from others: 32 bits of FNV-1a over all its metadata, so that a network that was only
 * calibrated anew is another one, too, and over its weights by name, as decoded. The order in which the file has them changes nothing.
 */
export function fileContent({ weights, metadata }: Pick<ModelFile, "weights" | "metadata">): string {
  const names = Object.keys(weights).toSorted();
  const entries = Object.entries(metadata).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return contentHash(
    new TextEncoder().encode(JSON.stringify([entries, names])),
    ...names.map((name) => {
      const { data } = weights[name] as ModelFile["weights"][string];
      return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    }),
  );
}
