import { UsageError } from "../../errors.js";
import { automatonOf } from "../automata/automaton-of.js";
import { anyOf, digits, type Grammar, literal, oneOf, optional, repeat, sequence } from "../automata/grammar.js";
import { trailingZeros } from "../automata/trailing-zeros.js";
import { asJson, flag, type Options } from "../options.js";
import type { Kind } from "./kind.js";

/** What keeps others from adding digits: strokes before and behind the amount. */
const FILLERS = "-=*#~";

const CURRENCIES = "$€£¥";

/** Stand for no cents above a stroke, or for the hundred below it. */
const CROSSES = "xX";

/** What may join an amount to its fraction. */
const JOINTS = "-.&";

/** Separates decimals, too, where two digits follow it. */
const DASH = "-";

/** Decimals as they are written. */
const WRITTEN = "written";

const filler = repeat(anyOf(FILLERS), 0);
const border = sequence(filler, optional(anyOf(CURRENCIES)), filler);

/** An amount of money as people write it on checks. */
export const amount: Kind = {
  name: "amount",
  description: "amount of money: thousands and decimals separated in either style, 50/100, currency sign, strokes around it",
  example: { written: "$1,234.50--", text: "1234.50", value: "123450" },
  options: {
    decimals:
      'digits of the smaller unit: 2 unless told, 0 where there is none, "written" for those behind a point or comma that is written',
    even: "true where round amounts are no likelier than others",
  },
  form(options) {
    const decimals = decimalsOf(options);
    const isListed = options.allowed !== undefined || options.prior !== undefined;
    return {
      noun: "an amount",
      ...(!flag("amount", options, "even") && { usual: trailingZeros() }),
      grammar: automatonOf(sequence(border, amounts(decimals, isListed ? "" : DASH), border)),
      passedOver: FILLERS + CURRENCIES + CROSSES + JOINTS.replace(".", ""),
      text(written) {
        return textOf(partsOf(written, decimals));
      },
      value(written) {
        const parts = partsOf(written, decimals);
        return decimals === WRITTEN ? textOf(parts) : withoutZeros(parts.units + parts.cents);
      },
      forms: (value) => formsOf(value, decimals),
    };
  },
};

/** How many digits the smaller unit has, or that what is written says it. */
type Decimals = number | typeof WRITTEN;

function decimalsOf({ decimals = 2 }: Options): Decimals {
  if (decimals === 0 || decimals === 1 || decimals === 2 || decimals === WRITTEN) return decimals;
  throw new UsageError(`field amount: decimals is a whole number from 0 to 2 or "written", not ${asJson(decimals)}`);
}

/**
 * The amount itself: what separates thousands is the same throughout, and something else separates decimals.
 *
 * @param dash "-" where one may separate two decimals, as in 330-97; nothing for lists of values, which pass dashes over
 */
function amounts(decimals: Decimals, dash: string): Grammar {
  const first = anyOf("123456789");
  const grouped = (separator: string): Grammar => sequence(first, digits(0, 2), repeat(sequence(literal(separator), digits(3)), 1, 3));
  const plain = oneOf(literal("0"), sequence(first, digits(0, 11)));
  return oneOf(
    sequence(plain, ending(decimals, ".,", dash)),
    sequence(grouped(","), ending(decimals, ".", dash)),
    sequence(grouped("."), ending(decimals, ",", dash)),
    sequence(grouped("'"), ending(decimals, ".,", dash)),
  );
}

/** Nothing, a separator with decimals or a stroke, or so many hundredths. */
function ending(decimals: Decimals, separators: string, dash: string): Grammar {
  const stroke = sequence(anyOf(separators), anyOf("-="));
  if (decimals === 0) return optional(stroke);
  const crosses = sequence(anyOf(CROSSES), anyOf(CROSSES));
  const [least, most] = decimals === WRITTEN ? [1, 2] : [decimals, decimals];
  const whole = oneOf(literal(`1${"0".repeat(most)}`), crosses);
  const fraction = sequence(optional(anyOf(JOINTS)), oneOf(digits(most), crosses), literal("/"), whole);
  const dashed = dash === "" || most !== 2 ? [] : [sequence(literal(dash), digits(2))];
  return optional(oneOf(sequence(anyOf(separators), digits(least, most)), ...dashed, stroke, fraction));
}

interface Parts {
  readonly units: string;
  readonly cents: string;
}

/** Units and cents of an amount that the grammar accepts: as many cents as the field has, or as are written. */
function partsOf(written: string, decimals: Decimals): Parts {
  const [upper = "", lower] = withoutBorder(written).split("/");
  const places = decimals === WRITTEN ? 2 : decimals;
  const fraction = `[-.&]?(\\d{${places}}|[xX]{2})`;
  const behind = `[.,-](\\d{${decimals === WRITTEN ? 1 : places},${places}})`;
  const [, units = upper, cents = ""] = new RegExp(`^(.*?)${lower === undefined ? behind : fraction}$`).exec(upper) ?? [];
  const none = decimals === WRITTEN && lower === undefined ? "" : "0".repeat(places);
  return { units: withoutZeros(units.replaceAll(/\D/g, "")), cents: /^\d+$/.test(cents) ? cents : none };
}

/** Without what stands around it, and without what a stroke in place of decimals follows. */
function withoutBorder(written: string): string {
  const isBorder = (character: string | undefined): boolean => character !== undefined && (CURRENCIES + FILLERS).includes(character);
  let [from, to] = [0, written.length];
  while (isBorder(written[from])) from++;
  while (to > from && isBorder(written[to - 1])) to--;
  return written.slice(from, to).replace(/[.,]$/, "");
}

/** With a point wherever there are decimals, whatever was written. */
function textOf({ units, cents }: Parts): string {
  return cents === "" ? units : `${units}.${cents}`;
}

function withoutZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, "");
}

/** Every way to write a value such as "1234.5", without what is passed over. */
function formsOf(value: string, decimals: Decimals): string[] {
  const [, given = "", fraction = ""] = /^(\d{1,12})(?:\.(\d+))?$/.exec(value) ?? [];
  const places = decimals === WRITTEN ? 2 : decimals;
  if (given === "" || /[^0]/.test(fraction.slice(places))) return [];
  const units = withoutZeros(given);
  const cents = fraction.slice(0, places).padEnd(places, "0");
  const whole = cents === "0".repeat(places);
  const tenths = decimals === WRITTEN && cents.endsWith("0") ? [".", ","].map((point) => point + cents.charAt(0)) : [];
  const endings = decimals === 0 ? ["", ".", ","] : [...endingsOf(cents, whole), ...tenths];
  const groups = [units, ...[",", ".", "'"].map((separator) => units.replaceAll(/\B(?=(\d{3})+$)/g, separator))];
  return [...new Set(groups)].flatMap((group) => endings.map((ending) => group + ending));
}

function endingsOf(cents: string, whole: boolean): string[] {
  const hundred = `1${"0".repeat(cents.length)}`;
  const uppers = whole ? [cents, ""] : [cents];
  const fractions = uppers.flatMap((upper) => ["", "."].flatMap((joint) => [hundred, ""].map((lower) => `${joint}${upper}/${lower}`)));
  return [`.${cents}`, `,${cents}`, ...(whole ? ["", ".", ","] : []), ...fractions];
}
