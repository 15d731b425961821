/** The network that reads lines whole and knows signs. Where its file lies. */
export function signsFile(): URL {
  return new URL("../../models/signs.safetensors", import.meta.url);
}
