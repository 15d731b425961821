export { duration, errorRate, percent, threeDigits, whole } from "./numbers.js";
export { intervalText, percentSpread, points, pValue, spread } from "./spread.js";
