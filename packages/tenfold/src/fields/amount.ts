import { automatonOf } from "./automaton-of.js";
import { anyOf, digits, type Grammar, literal, oneOf, optional, repeat, sequence } from "./grammar.js";
import type { Kind } from "./kind.js";
import { flag, wholeNumber } from "./options.js";
import { trailingZeros } from "./trailing-zeros.js";

/** What keeps others from adding digits: strokes before and behind the amount. */
const FILLERS = "-=*#~";

const CURRENCIES = "$€£¥";

/** Stand for no cents above a stroke, or for the hundred below it. */
const CROSSES = "xX";

/** What may join an amount to its fraction. */
const JOINTS = "-.&";

const filler = repeat(anyOf(FILLERS), 0);
const border = sequence(filler, optional(anyOf(CURRENCIES)), filler);

/** An amount of money as people write it on checks. */
export const amount: Kind = {
  name: "amount",
  description: "amount of money: thousands and decimals separated in either style, 50/100, currency sign, strokes around it",
  example: { written: "$1,234.50--", text: "1234.50", value: "123450" },
  options: {
    decimals: "digits of the smaller unit: 2 unless told, 0 where there is none",
    even: "true where round amounts are no likelier than others",
  },
  form(options) {
    const decimals = wholeNumber("amount", options, "decimals", [0, 2], 2);
    return {
      noun: "an amount",
      ...(!flag("amount", options, "even") && { usual: trailingZeros() }),
      grammar: automatonOf(sequence(border, amounts(decimals), border)),
      passedOver: FILLERS + CURRENCIES + CROSSES + JOINTS.replace(".", ""),
      text(written) {
        const { units, cents } = partsOf(written, decimals);
        return decimals === 0 ? units : `${units}.${cents}`;
      },
      value(written) {
        const { units, cents } = partsOf(written, decimals);
        return withoutZeros(units + cents);
      },
      forms: (value) => formsOf(value, decimals),
    };
  },
};

/** The amount itself: what separates thousands is the same throughout, and something else separates decimals. */
function amounts(decimals: number): Grammar {
  const first = anyOf("123456789");
  const grouped = (separator: string): Grammar => sequence(first, digits(0, 2), repeat(sequence(literal(separator), digits(3)), 1, 3));
  const plain = oneOf(literal("0"), sequence(first, digits(0, 11)));
  return oneOf(
    sequence(plain, ending(decimals, ".,")),
    sequence(grouped(","), ending(decimals, ".")),
    sequence(grouped("."), ending(decimals, ",")),
    sequence(grouped("'"), ending(decimals, ".,")),
  );
}

/** Nothing, a separator with decimals or a stroke, or so many hundredths. */
function ending(decimals: number, separators: string): Grammar {
  const stroke = sequence(anyOf(separators), anyOf("-="));
  if (decimals === 0) return optional(stroke);
  const crosses = sequence(anyOf(CROSSES), anyOf(CROSSES));
  const whole = oneOf(literal(`1${"0".repeat(decimals)}`), crosses);
  const fraction = sequence(optional(anyOf(JOINTS)), oneOf(digits(decimals), crosses), literal("/"), whole);
  return optional(oneOf(sequence(anyOf(separators), digits(decimals)), stroke, fraction));
}

interface Parts {
  readonly units: string;
  readonly cents: string;
}

/** Units and cents of an amount that the grammar accepts. */
function partsOf(written: string, decimals: number): Parts {
  const bare = Array.from(written, (character) => (CURRENCIES.includes(character) || FILLERS.includes(character) ? "" : character)).join(
    "",
  );
  const [upper = "", lower] = bare.split("/");
  const isFraction = lower !== undefined;
  const crossed = /[xX]/.test(upper);
  const tail = isFraction
    ? new RegExp(`^(.*?)[.&]?(\\d{${decimals}}|[xX]{2})$`)
    : new RegExp(`^(.*?)(?:[.,](\\d{${decimals || 99}}))?[.,]?$`);
  const [, units = upper, cents = ""] = tail.exec(upper) ?? [];
  return { units: withoutZeros(units.replaceAll(/\D/g, "")), cents: crossed || cents === "" ? "0".repeat(decimals) : cents };
}

function withoutZeros(number: string): string {
  return number.replace(/^0+(?=\d)/, "");
}

/** Every way to write a value such as "1234.5", without what is passed over. */
function formsOf(value: string, decimals: number): string[] {
  const [, given = "", fraction = ""] = /^(\d{1,12})(?:\.(\d+))?$/.exec(value) ?? [];
  if (given === "" || /[^0]/.test(fraction.slice(decimals))) return [];
  const units = withoutZeros(given);
  const cents = fraction.slice(0, decimals).padEnd(decimals, "0");
  const whole = cents === "0".repeat(decimals);
  const endings = decimals === 0 ? ["", ".", ","] : endingsOf(cents, whole);
  const groups = [units, ...[",", ".", "'"].map((separator) => units.replaceAll(/\B(?=(\d{3})+$)/g, separator))];
  return [...new Set(groups)].flatMap((group) => endings.map((ending) => group + ending));
}

function endingsOf(cents: string, whole: boolean): string[] {
  const hundred = `1${"0".repeat(cents.length)}`;
  const uppers = whole ? [cents, ""] : [cents];
  const fractions = uppers.flatMap((upper) => ["", "."].flatMap((joint) => [hundred, ""].map((lower) => `${joint}${upper}/${lower}`)));
  return [`.${cents}`, `,${cents}`, ...(whole ? ["", ".", ","] : []), ...fractions];
}
