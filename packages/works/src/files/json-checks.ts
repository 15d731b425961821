/** What JSON may hold, for those who check a file before they believe it. */

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(isText);
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

/** JSON writes null for what is not a number. */
export function isMeasure(value: unknown): boolean {
  return value === null || isNumber(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
