import { describe, expect, it } from "vitest";
import { UsageError } from "../errors.js";
import { accepts, weightOf } from "./automata/automaton.js";
import type { FieldSpec } from "./field.js";
import { fieldOf } from "./field-of.js";
import { fieldKinds } from "./kinds/kinds.js";

const kinds = fieldKinds.map(({ name }) => name).join(", ");

describe("a field's description", () => {
  const circle: Record<string, unknown> = { kind: "digits" };
  circle.length = circle;

  it.each<[unknown, string]>([
    ["us-zp", 'there is no kind of field "us-zp"; did you mean us-zip?'],
    ["constructor", `there is no kind of field "constructor"; known are ${kinds}`],
    [{ length: 5 }, `a field without a kind came; known are ${kinds}`],
    [null, 'a field is the name of its kind or { "kind": ..., options }, not null'],
    [["us-zip"], 'a field is the name of its kind or { "kind": ..., options }, not ["us-zip"]'],
    [{ kind: "us-zip", lenght: 5 }, 'field us-zip has no option "lenght"; it takes allowed, prior, outside'],
    [{ kind: "digits", lenght: 5 }, 'field digits has no option "lenght"; did you mean length?'],
    [{ kind: "digits", length: 0 }, "field digits: length is a whole number from 1 to 40, not 0"],
    [{ kind: "digits", length: 1e9 }, "field digits: length is a whole number from 1 to 40, not 1000000000"],
    [circle, "field digits: length is a whole number from 1 to 40, not [object Object]"],
    [{ kind: "digits", length: 5, min: 2 }, "field digits: give length, or min and max, not both"],
    [{ kind: "digits", min: 5, max: 2 }, "field digits: min is 5 and max 2; the first is no greater than the second"],
    [{ kind: "digits", check: "crc" }, 'field digits: check is "none" or "luhn" or "gtin" or "mod-97", not "crc"'],
    [{ kind: "digits", separators: "1" }, 'field digits: separators are up to 20 characters other than digits and blanks, not "1"'],
    [
      { kind: "digits", separators: "./-,:;_+*#~|<>()[]{}=" },
      'field digits: separators are up to 20 characters other than digits and blanks, not "./-,:;_+*#~|<>()[]{}="',
    ],
    [{ kind: "digits", separators: "." }, ""],
    [{ kind: "mod-11", weights: [1, 99] }, "field mod-11: weights is a list of 2 to 40 whole numbers from 0 to 10, not [1,99]"],
    [{ kind: "mod-11", weights: [1, 0] }, "field mod-11: the last of the weights is the check digit's and not 0"],
    [{ kind: "mod-11", x: "yes" }, 'field mod-11: x is true or false, not "yes"'],
    [
      { kind: "iban", country: "__proto__" },
      "field iban: country is one of AT, BE, CZ, DE, DK, EE, ES, FI, GB, HR, HU, IE, IS, LT, NL, NO, PL, PT, SE, SI, SK",
    ],
    [{ kind: "iban", country: "NL" }, 'field iban: for NL bank is 4 letters from A to Z, not ""'],
    [{ kind: "iban", bank: "AB" }, 'field iban: for DE bank is left out, not "AB"'],
    [{ kind: "date", order: "ydm" }, 'field date: order is "dmy" or "mdy" or "ymd", not "ydm"'],
    [{ kind: "date", years: [2030, 2020] }, "field date: years are the first and the last one, not [2030, 2020]"],
    [{ kind: "us-zip", allowed: [] }, "field us-zip: allowed is a list of 1 to 200000 values, not []"],
    [{ kind: "us-zip", allowed: [12345] }, "field us-zip: allowed values are texts, so that zeros before them count; 12345 is none"],
    [{ kind: "us-zip", allowed: ["1234"] }, 'field us-zip: the allowed value "1234" is not a US ZIP code that it admits'],
    [{ kind: "luhn", allowed: ["79927398714"] }, 'field luhn: the allowed value "79927398714" is not such a number that it admits'],
    [
      { kind: "us-zip", prior: { 12345: -1 } },
      'field us-zip: prior is how frequent values are, as in { "12345": 20, "12346": 1 }, not {"12345":-1}',
    ],
    [{ kind: "us-zip", prior: { 12345: 0 } }, "field us-zip: every value has a prior of 0; give one of them more"],
    [
      { kind: "us-zip", allowed: ["12345"], prior: { 12346: 1 } },
      'field us-zip: prior names "12346", which is not among the allowed values',
    ],
    [{ kind: "us-zip", allowed: ["12345"], outside: 1 }, "field us-zip: outside is a probability, at least 0 and below 1, not 1"],
    [
      { kind: "us-zip", outside: 0.1 },
      "field us-zip: outside is the probability of values that are not allowed; give allowed or prior, too",
    ],
  ])("%j", (spec, message) => {
    const made = (): unknown => fieldOf(spec as FieldSpec);
    if (message === "") return expect(made).not.toThrow();
    expect(made).toThrow(message);
    expect(made).toThrow(UsageError);
  });
});

describe("allowed values", () => {
  it("weigh what they are frequent, against any string of digits", () => {
    const { automaton } = fieldOf({ kind: "digits", length: 3, prior: { 123: 3, 456: 1 } });
    expect(Math.exp(weightOf(automaton, "123"))).toBeCloseTo(750, 9);
    expect(Math.exp(weightOf(automaton, "456"))).toBeCloseTo(250, 9);
    expect(accepts(automaton, "124")).toBe(false);
  });

  it("leave others a probability where they are told to", () => {
    const { automaton } = fieldOf({ kind: "luhn", length: 3, allowed: ["117"], outside: 0.1 });
    expect(Math.exp(weightOf(automaton, "117"))).toBeCloseTo(0.9 * 1000 + 0.1 * 10, 9);
    expect(Math.exp(weightOf(automaton, "125"))).toBeCloseTo(0.1 * 10, 9);
    expect(accepts(automaton, "124")).toBe(false);
  });

  it("are found with and without the hyphen of their kind", () => {
    const { automaton, digits } = fieldOf({ kind: "postal-jp", allowed: ["100-0001", "1500002"] });
    expect(["1000001", "100-0001", "150-0002", "150-0003"].map((text) => accepts(automaton, text))).toEqual([true, true, true, false]);
    expect(digits).toEqual({ least: 7, most: 7 });
  });
});
