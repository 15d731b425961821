/** The seed network. Where its file lies. */
export function classicFile(): URL {
  return new URL("../../models/classic.safetensors", import.meta.url);
}
