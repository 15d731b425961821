/** What is known of how people write digits. Where its file lies. */
export function handsFile(): URL {
  return new URL("../../models/hands.safetensors", import.meta.url);
}
