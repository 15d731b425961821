/** 32 bits that tell contents of the same name and size apart. (FNV-1a) */
export function contentHash(...parts: readonly Uint8Array[]): string {
  let hash = 0x811c9dc5;
  for (const bytes of parts) {
    for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
