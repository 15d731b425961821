import { UsageError } from "../../errors.js";
import { automatonOf } from "../automata/automaton-of.js";
import { anyOf, type Grammar, literal, oneOf, sequence } from "../automata/grammar.js";
import { numberRange } from "../automata/number-range.js";
import { type Options, oneWord, wholeNumber, wholeNumbers } from "../options.js";
import type { Kind } from "./kind.js";

type Part = "d" | "m" | "y";

const ORDERS = ["dmy", "mdy", "ymd"] as const;

/** How each order is customarily written. */
const written = { dmy: ".", mdy: "/", ymd: "-" } as const;

const SEPARATORS = "./-";

/** Month and days of it, leap years aside. */
const months: readonly { readonly numbers: readonly string[]; readonly days: number }[] = [
  { numbers: ["01", "03", "05", "07", "08", "10", "12"], days: 31 },
  { numbers: ["04", "06", "09", "11"], days: 30 },
  { numbers: ["02"], days: 28 },
];

interface Years {
  readonly first: number;
  readonly last: number;
  /** The earliest year that is meant by two digits. */
  readonly pivot: number;
}

/** Days of the Gregorian calendar, 29 February in leap years alone. */
export const calendarDate: Kind = {
  name: "date",
  description: "date that is in the calendar, with separators (. / -) or without",
  example: { written: "1/2/2024", text: "01.02.2024", value: "2024-02-01" },
  options: {
    order: '"dmy" unless told, "mdy" or "ymd"',
    years: "the first and the last year, [1900, 2099] unless told",
    pivot: "the earliest year that is meant by two digits, 1950 unless told: 49 is 2049",
  },
  form(options) {
    const order = oneWord("date", options, "order", ORDERS, "dmy");
    const years = yearsOf(options);
    const parts = [...order] as Part[];
    const iso = (date: string): string => isoOf(date, parts, years);
    return {
      noun: "a date of the calendar",
      grammar: automatonOf(oneOf(dates(parts, years, true), dates(parts, years, false))),
      passedOver: "",
      text: (date) => inOrder(iso(date), parts).join(written[order]),
      value: iso,
      forms: (value) => formsOf(value, parts, years),
    };
  },
};

function yearsOf(options: Options): Years {
  const [first = 1900, last = 2099] = wholeNumbers("date", options, "years", { count: [2, 2], range: [1583, 9999] }) ?? [];
  if (last < first) throw new UsageError(`field date: years are the first and the last one, not [${first}, ${last}]`);
  return { first, last, pivot: wholeNumber("date", options, "pivot", [1583, 9900], 1950) };
}

/** All dates of an order. Days and months may drop their zero where there are separators; years have two digits or four. */
function dates(parts: readonly Part[], years: Years, separated: boolean): Grammar {
  const separator = separated ? anyOf(SEPARATORS) : literal("");
  const number = (value: string): Grammar =>
    separated && value[0] === "0" ? oneOf(literal(value), literal(value.charAt(1))) : literal(value);
  const date = (grammars: Readonly<Record<Part, Grammar>>): Grammar =>
    sequence(...parts.flatMap((part, place) => (place === 0 ? [grammars[part]] : [separator, grammars[part]])));
  const days = (last: number): Grammar =>
    separated ? oneOf(numberRange("01", `${last}`), numberRange("1", "9")) : numberRange("01", `${last}`);
  const all = months.map(({ numbers, days: last }) => date({ d: days(last), m: oneOf(...numbers.map(number)), y: allYears(years) }));
  return oneOf(...all, date({ d: literal("29"), m: number("02"), y: leapYears(years) }));
}

/** All years, with four digits or two. */
function allYears({ first, last, pivot }: Years): Grammar {
  const [from, to] = [Math.max(first, pivot), Math.min(last, pivot + 99)];
  const turn = Math.min(to, 100 * Math.floor(from / 100) + 99); // two digits begin anew behind it
  const short = [
    [from, turn],
    [turn + 1, to],
  ].filter(([low = 0, high = 0]) => low <= high);
  return oneOf(numberRange(`${first}`, `${last}`), ...short.map(([low, high]) => numberRange(`${low}`.slice(2), `${high}`.slice(2))));
}

function leapYears({ first, last, pivot }: Years): Grammar {
  const years = Array.from({ length: last - first + 1 }, (_, after) => first + after).filter(isLeap);
  const short = years.filter((year) => year >= pivot && year < pivot + 100);
  return oneOf(...years.map((year) => literal(`${year}`)), ...short.map((year) => literal(`${year}`.slice(2))));
}

/** The rule of Gregory XIII, in force since October 1582. */
function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** A date that the grammar accepts, as "2024-02-29" (ISO 8601). */
function isoOf(date: string, parts: readonly Part[], { pivot }: Years): string {
  const pieces = /\D/.test(date) ? date.split(/\D/) : unseparated(date, parts);
  const [d = "", m = "", y = ""] = (["d", "m", "y"] as const).map((part) => pieces[parts.indexOf(part)]);
  const year = y.length === 4 ? y : `${pivot + ((((Number(y) - pivot) % 100) + 100) % 100)}`;
  return `${year}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
}

function unseparated(date: string, parts: readonly Part[]): string[] {
  let at = 0;
  return parts.map((part) => {
    const from = at;
    at += part === "y" ? date.length - 4 : 2;
    return date.slice(from, at);
  });
}

/** Year, month and day of an ISO date, in an order. */
function inOrder(iso: string, parts: readonly Part[]): string[] {
  const [y = "", m = "", d = ""] = iso.split("-");
  return parts.map((part) => ({ d, m, y })[part]);
}

/** Every way to write a date that is given as "2024-02-29" or in the field's own order. */
function formsOf(value: string, parts: readonly Part[], years: Years): string[] {
  const isIso = /^\d{4}-\d\d-\d\d$/.test(value);
  if (!isIso && !/^\d+(\D)\d+\1\d+$/.test(value)) return [];
  const iso = isIso ? value : isoOf(value, parts, years);
  const year = Number(iso.slice(0, 4));
  const short = year >= years.pivot && year < years.pivot + 100;
  const ways = inOrder(iso, parts).map((part) => [
    ...new Set([part, ...(part.length === 4 ? (short ? [part.slice(2)] : []) : [part.replace(/^0/, "")])]),
  ]);
  const [first = [], second = [], third = []] = ways;
  const separators = [...SEPARATORS];
  return first.flatMap((one) =>
    second.flatMap((two) =>
      third.flatMap((three) => [
        ...separators.flatMap((left) => separators.map((right) => `${one}${left}${two}${right}${three}`)),
        ...([one, two, three].every((part) => part.length % 2 === 0) ? [one + two + three] : []),
      ]),
    ),
  );
}
