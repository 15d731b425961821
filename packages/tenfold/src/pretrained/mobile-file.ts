/** The network with the fewest weights. Where its file lies. */
export function mobileFile(): URL {
  return new URL("../../models/mobile.safetensors", import.meta.url);
}
