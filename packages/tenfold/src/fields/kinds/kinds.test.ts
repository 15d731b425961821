import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accepts } from "../automata/automaton.js";
import type { FieldSpec } from "../field.js";
import { fieldOf } from "../field-of.js";
import { fieldKinds } from "./kinds.js";

/** What each text of a field is read as; "-" where it does not fit. */
const read = (spec: FieldSpec, ...texts: string[]): string[] => {
  const field = fieldOf(spec);
  return texts.map((text) => (accepts(field.automaton, text) ? field.read(text).text : "-"));
};

const values = (spec: FieldSpec, ...texts: string[]): string[] => texts.map((text) => fieldOf(spec).read(text).value);

describe("kinds of fields", () => {
  it.each(fieldKinds.map((kind) => [kind.name, kind] as const))("%s reads its own example", (name, { example, description, options }) => {
    const field = fieldOf(name);
    expect(accepts(field.automaton, example.written)).toBe(true);
    expect(field.read(example.written)).toEqual({ text: example.text, value: example.value });
    expect(fieldOf({ kind: name, allowed: [example.text] }).automaton).toBeDefined();
    expect([description, ...Object.values(options)].every((sentence) => sentence.length > 8)).toBe(true);
  });

  it("has postal codes in their ranges", () => {
    expect(read("us-zip", "00500", "00501", "99950", "99951", "1234")).toEqual(["-", "00501", "99950", "-", "-"]);
    expect(read("us-zip4", "902101234", "90210-1234", "9021-01234")).toEqual(["90210-1234", "90210-1234", "-"]);
    expect(read("postal-de", "01000", "01001", "99998", "99999")).toEqual(["-", "01001", "99998", "-"]);
    expect(read("postal-fr", "00100", "20090", "95880", "96000", "97400", "99000")).toEqual(["-", "20090", "95880", "-", "97400", "-"]);
    expect(read("postal-ch", "0999", "1000", "9658", "9659")).toEqual(["-", "1000", "9658", "-"]);
    expect(read("postal-nl", "0999", "1012")).toEqual(["-", "1012"]);
    expect(read("postal-in", "011001", "110001")).toEqual(["-", "110001"]);
    expect(read("postal-br", "00999-999", "01310100", "01310-100")).toEqual(["-", "01310-100", "01310-100"]);
    expect(read("postal-jp", "000-1234", "1000001", "100-0001")).toEqual(["-", "100-0001", "100-0001"]);
  });

  it("takes as many free digits as it is told", () => {
    expect(read("digits", "", "0", "0123456789")).toEqual(["-", "0", "0123456789"]);
    expect(read({ kind: "digits", min: 2, max: 3 }, "1", "12", "123", "1234")).toEqual(["-", "12", "123", "-"]);
    expect(read({ kind: "digits", length: 4, separators: "./-" }, "12-34", "1234.", "123-4/5")).toEqual(["1234", "1234", "-"]);
  });
});

describe("amounts", () => {
  it("reads separators of either style", () => {
    const written = ["1234", "1,234", "1.234", "1'234.50", "1,234.50", "1.234,50", "1234,5", "12,34", "0.05", "1,23,456", "007"];
    expect(read("amount", ...written)).toEqual([
      "1234.00",
      "1234.00",
      "1234.00",
      "1234.50",
      "1234.50",
      "1234.50",
      "-",
      "12.34",
      "0.05",
      "-",
      "-",
    ]);
    expect(values("amount", "1,234.50", "0.05", "12")).toEqual(["123450", "5", "1200"]);
  });

  it("reads fractions, strokes and currency signs", () => {
    const written = ["$12.34", "=12.34=", "100,-", "100.--", "12350/100", "123-50/100", "123.xx/100", "123XX/xx", "**5#", "€5€€", "5/100"];
    expect(read("amount", ...written)).toEqual([
      ...["12.34", "12.34", "100.00", "100.00", "123.50", "123.50", "123.00", "123.00", "5.00"],
      ...["-", "-"],
    ]);
  });

  it("takes two digits behind a dash for decimals, unless a list of values says what it may be", () => {
    expect(read("amount", "330-97", "1,330-97", "-330-", "330-9", "330-975", "12-50/100")).toEqual([
      ...["330.97", "1330.97", "330.00"],
      ...["-", "-"],
      "12.50",
    ]);
    expect(values("amount", "330-97")).toEqual(["33097"]);
    const listed = { kind: "amount", allowed: ["33097", "330.97"] };
    expect(read(listed, "330-97", "330.97", "33097")).toEqual(["-", "330.97", "33097.00"]);
  });

  it("has the decimals that are written, with a point, where it is told so", () => {
    const spec = { kind: "amount", decimals: "written" };
    const written = [
      "12",
      "12,5",
      "12.50",
      "1.250",
      "1.250,00",
      "100.-",
      "100,--",
      "12 50/100".replace(" ", "-"),
      "5xx/100",
      "1,2345",
      "330-97",
    ];
    const texts = ["12", "12.5", "12.50", "1250", "1250.00", "100", "100", "12.50", "5.00", "-", "330.97"];
    expect(read(spec, ...written)).toEqual(texts);
    expect(values(spec, "12,5", "12.50", "12")).toEqual(["12.5", "12.50", "12"]);
    expect(read({ ...spec, allowed: ["12.5", "80"] }, "12,5", "12.50", "12,05", "80", "80.0", "80,00", "8000")).toEqual([
      ...["12.5", "12.50", "-"],
      ...["80", "80.0", "80.00", "-"],
    ]);
    expect(() => fieldOf({ kind: "amount", decimals: "some" })).toThrow(
      'field amount: decimals is a whole number from 0 to 2 or "written", not "some"',
    );
  });

  it("has no decimals where the currency has none", () => {
    expect(read({ kind: "amount", decimals: 0 }, "12.345", "12,345=", "12.34", "12.-")).toEqual(["12345", "12345", "-", "12"]);
    expect(fieldOf({ kind: "amount", decimals: 0 }).read("12.345").value).toBe("12345");
  });

  it("finds allowed amounts however they are written, and no others", () => {
    const spec = { kind: "amount", allowed: ["1234.50", "80"] };
    expect(read(spec, "1,234.50", "1234,50-", "$123450/100", "1.234,5", "1234", "80", "80,-", "80xx/100", "80.00", "81")).toEqual([
      "1234.50",
      "1234.50",
      "1234.50",
      "-",
      "-",
      "80.00",
      "80.00",
      "80.00",
      "80.00",
      "-",
    ]);
  });
});

describe("dates", () => {
  const days = fc.date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true });
  const parts = (date: Date): [string, string, string] => date.toISOString().slice(0, 10).split("-") as [string, string, string];
  const dmy = fieldOf("date");

  it("knows every day of the calendar, written in full or in short", () => {
    const [mdy, ymd] = [fieldOf({ kind: "date", order: "mdy" }), fieldOf({ kind: "date", order: "ymd" })];
    fc.assert(
      fc.property(days, (date) => {
        const [y, m, d] = parts(date);
        const iso = `${y}-${m}-${d}`;
        for (const text of [`${d}.${m}.${y}`, `${Number(d)}/${Number(m)}/${y.slice(2)}`, d + m + y, d + m + y.slice(2)]) {
          expect([text, accepts(dmy.automaton, text), dmy.read(text).value]).toEqual([text, true, iso]);
        }
        expect([accepts(mdy.automaton, `${m}-${d}-${y}`), mdy.read(`${m}-${d}-${y}`).value]).toEqual([true, iso]);
        expect([accepts(ymd.automaton, y + m + d), ymd.read(y + m + d)]).toEqual([true, { text: iso, value: iso }]);
      }),
    );
  });

  it("refuses what is in no calendar", () => {
    expect(
      read("date", "31.04.2024", "30.02.2024", "29.02.2023", "29.02.1900", "29.02.2000", "29.2.24", "00.01.2024", "1.13.2024", "112024"),
    ).toEqual(["-", "-", "-", "-", "29.02.2000", "29.02.2024", "-", "-", "-"]);
    expect(read({ kind: "date", years: [2020, 2029] }, "1.1.2019", "1.1.2020", "1.1.19", "1.1.29", "1.1.99")).toEqual([
      "-",
      "01.01.2020",
      "-",
      "01.01.2029",
      "-",
    ]);
    expect(values({ kind: "date", pivot: 2000 }, "1.1.99")).toEqual(["2099-01-01"]);
  });

  it("finds allowed dates by their value", () => {
    expect(read({ kind: "date", allowed: ["2024-12-01", "03.04.2025"] }, "1.12.24", "11.2.24", "011224", "3/4/2025")).toEqual([
      "01.12.2024",
      "-",
      "01.12.2024",
      "03.04.2025",
    ]);
  });
});

describe("the largest and the latest", () => {
  it("are amounts of twelve digits before the comma", () => {
    expect(read("amount", "999999999999", "999.999.999.999", "1000000000000", "1.000.000.000.000")).toEqual([
      "999999999999.00",
      "999999999999.00",
      "-",
      "-",
    ]);
  });

  it("are years of two digits up to 99 behind the pivot", () => {
    const spec = (year: number) => ({ kind: "date", allowed: [`${year}-03-01`] });
    expect(read(spec(2049), "1.3.49", "1.3.2049")).toEqual(["01.03.2049", "01.03.2049"]);
    expect(read(spec(2050), "1.3.50", "1.3.2050")).toEqual(["-", "01.03.2050"]);
    expect(read(spec(1950), "1.3.50")).toEqual(["01.03.1950"]);
  });

  it("are leap days of the years that two digits mean, not of those a century later", () => {
    const from1900 = { kind: "date", pivot: 1900 };
    expect(read(from1900, "29.02.00", "29.02.04", "29.02.2000")).toEqual(["-", "29.02.1904", "29.02.2000"]); // 00 is 1900, which had none
  });
});

describe("numbers with check digits", () => {
  // Published examples: ISO 7064 and the IBAN registry's, ISBN agencies', GS1's, the ISSN manual's; each is wrong with any other last digit.
  it.each<[FieldSpec, string, string]>([
    ["luhn", "79927398713", "79927398713"],
    [{ kind: "digits", check: "mod-97" }, "79444", "79444"],
    ["ean-13", "4006381333931", "4006381333931"],
    ["ean-8", "96385074", "96385074"],
    ["upc-a", "036000291452", "036000291452"],
    ["isbn-13", "978-3-16-148410-0", "9783161484100"],
    ["isbn-10", "0-306-40615-2", "0306406152"],
    ["mod-11", "9434765919", "9434765919"],
    [{ kind: "mod-11", weights: [8, 7, 6, 5, 4, 3, 2, 1], x: true }, "03785955", "03785955"],
    ["iban", "89370400440532013000", "DE89370400440532013000"],
    [{ kind: "iban", country: "AT" }, "611904300234573201", "AT611904300234573201"],
    [{ kind: "iban", country: "BE" }, "68539007547034", "BE68539007547034"],
    [{ kind: "iban", country: "ES" }, "9121000418450200051332", "ES9121000418450200051332"],
    [{ kind: "iban", country: "NO" }, "9386011117947", "NO9386011117947"],
    [{ kind: "iban", country: "NL", bank: "ABNA" }, "910417164300", "NL91ABNA0417164300"],
    [{ kind: "iban", country: "GB", bank: "NWBK" }, "2960161331926819", "GB29NWBK60161331926819"],
  ])("%j accepts %s", (spec, written, text) => {
    const others = Array.from("0123456789", (last) => written.slice(0, -1) + last);
    expect(read(spec, ...others).filter((read) => read !== "-")).toEqual([text]);
  });

  it("reads an X for ten", () => {
    expect(read("isbn-10", "080442957X", "08044X9570", "0804429570")).toEqual(["080442957X", "-", "-"]);
  });
});
