/** The network that reads digits and knows what is none. Where its file lies. */
export function readerFile(): URL {
  return new URL("../../models/reader.safetensors", import.meta.url);
}
