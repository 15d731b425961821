/** The regions whose ways to write digits are known, by their usual names. */
export const regionNames = ["CH", "DE", "AT", "FR", "CL", "IN", "US"] as const;

export type Region = (typeof regionNames)[number];

/** Whether there is something known of a region of that name. */
export function isRegion(name: unknown): name is Region {
  return regionNames.some((region) => region === name);
}

/** The digits that regions write in ways of their own. */
export const REGIONAL_DIGITS = [0, 1, 4, 7, 9] as const;

export type RegionalDigit = (typeof REGIONAL_DIGITS)[number];
