/** What a writer's region tells of digits. Where its file lies. */
export function regionsFile(): URL {
  return new URL("../../models/regions.safetensors", import.meta.url);
}
