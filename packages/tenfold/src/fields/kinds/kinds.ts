import { amount } from "./amount.js";
import { calendarDate } from "./calendar-date.js";
import { freeDigits } from "./free-digits.js";
import { iban } from "./iban.js";
import type { Kind } from "./kind.js";
import { numbersWithCheckDigits } from "./numbers-with-check-digits.js";
import { postalCodes } from "./postal-codes.js";

/** Every kind of field, with its description for help texts. */
export const fieldKinds: readonly Kind[] = [freeDigits, ...postalCodes, amount, calendarDate, ...numbersWithCheckDigits, iban];
