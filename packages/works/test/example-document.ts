import type { PlainDigit, ReadDocument, ReadString } from "tenfold/document";
import type { Box } from "tenfold/image";

/** Digits side by side in a box, each sure to 0.98 and else the digit after it. */
function digitsIn({ left, top, right, bottom }: Box, values: string): PlainDigit[] {
  const step = (right - left) / values.length;
  return Array.from(values, (sign, at) => {
    const [value, other] = [Number(sign), (Number(sign) + 1) % 10];
    const top3 = [
      { value, confidence: 0.98 },
      { value: other, confidence: 0.01 },
    ];
    return { value, confidence: 0.98, top3, box: { left: left + at * step, top, right: left + (at + 1) * step, bottom } };
  });
}

/** A string that was read in a box, whose digits are all that stands in it. */
export function exampleString(text: string, box: Box, more: Partial<ReadString<PlainDigit>> = {}): ReadString<PlainDigit> {
  const digits = digitsIn(box, text.replaceAll(/\D/g, ""));
  return { text, value: text, confidence: 0.9512, status: "accepted", reasons: [], box, digits, alternatives: [], ...more };
}

/** A form with an account of two words, a day, an amount and a blank field; a page of a line with signs that XML forbids in its file's name; a torn file. */
export function exampleDocument(): ReadDocument {
  const place = { pages: 1, page: 1, width: 400, height: 200, grids: [] };
  return {
    version: 1,
    model: { name: "reader", content: "0a1b2c3d" },
    engine: { name: "tenfold", version: "0.1.0", build: "relaxed" },
    pages: [
      {
        ...place,
        file: "form.png",
        strings: [
          exampleString("01234 567", { left: 20.5, top: 10, right: 180.25, bottom: 40 }, { name: "account", isBlank: false }),
          exampleString(
            "29.02.2024",
            { left: 20, top: 60, right: 100, bottom: 80 },
            { name: "day", value: "2024-02-29", digits: [], status: "review", reasons: ['it may be "29.02.2029", too'] },
          ),
          exampleString(
            "1234.50",
            { left: 200, top: 60, right: 320, bottom: 80 },
            { name: "amount", value: "123450", alternatives: [{ text: "1284.50", confidence: 0.03 }] },
          ),
          exampleString("", { left: 20, top: 100, right: 60, bottom: 120 }, { name: "note", isBlank: true, confidence: 1 }),
        ],
      },
      { ...place, file: 'a "<&>\u0007\uD800.png', strings: [exampleString("77", { left: -3, top: 10, right: 40, bottom: 500 })] },
      { file: "torn.png", error: "torn.png is a damaged picture" },
    ],
  };
}
