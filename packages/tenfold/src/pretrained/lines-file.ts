/** The network that reads lines whole. Where its file lies. */
export function linesFile(): URL {
  return new URL("../../models/lines.safetensors", import.meta.url);
}
