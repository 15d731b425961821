/**
 * Any value of a JSON document in words: `{ kind: "adam", rate: 0.001 }` -> "adam, rate 0.001". A `kind` or `name` speaks for itself;
 * a list of such things is separated by semicolons.
 */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && Number.isNaN(value)) return "not a number";
  if (typeof value === "string") return value.replace(MOMENT, "$1 $2 UTC") || "none";
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return value.map(describe).join(value.some(isObject) ? "; " : ", ") || "none";
  const parts = Object.entries(value).map(([key, part]) =>
    ["kind", "name"].includes(key) ? describe(part) : `${words(key)} ${nested(part)}`,
  );
  return parts.join(", ") || "none";
}

/** A moment as ISO 8601 writes it; a reader wants no more than the minute. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z$/;

/** What has parts of its own keeps them together. */
function nested(value: unknown): string {
  return isObject(value) ? `(${describe(value)})` : describe(value);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** "shiftPixels" and "shift_pixels" -> "shift pixels". */
export function words(key: string): string {
  return key
    .replaceAll("_", " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

/** With a capital letter in front. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
