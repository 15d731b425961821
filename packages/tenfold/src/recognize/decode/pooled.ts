// A linear opinion pool of several looks at the same ink.

import type { Decoded, DecodedText } from "./decode.js";
import type { DecodedDigit } from "./decoded-digits.js";

/**
 * What several looks at the same ink say together: a text is as probable as it is on average over all looks. A look that finds nothing, or
 * something else, is a doubt. Ink, pieces and all else are those of the first look that reads it so.
 *
 * Source: Stone, "The opinion pool", Annals of Mathematical Statistics 32(4), 1961; views of one picture: Krizhevsky, Sutskever, Hinton, 2012
 *
 * @param looks one at least
 */
export function pooled(looks: readonly Decoded[], count: number): Decoded {
  const [first] = looks as [Decoded];
  if (looks.length === 1) return first;
  const byText = new Map<string, DecodedText>();
  for (const { readings } of looks) {
    for (const reading of readings) {
      const before = byText.get(reading.text);
      const confidence = reading.confidence / looks.length;
      byText.set(reading.text, { ...(before ?? reading), confidence: (before?.confidence ?? 0) + confidence });
    }
  }
  const readings = [...byText.values()].sort((one, other) => other.confidence - one.confidence);
  const best = readings[0];
  const shown = looks.find((look) => look.readings[0]?.text === best?.text) ?? first;
  const fits = looks.reduce((sum, look) => sum + look.fits, 0) / looks.length;
  return { ...shown, readings: readings.slice(0, count), digits: pooledDigits(shown.digits, looks), fits };
}

/** Digits with their probabilities on average over all looks; one with another number of digits gives them none. */
function pooledDigits(digits: readonly DecodedDigit[], looks: readonly Decoded[]): DecodedDigit[] {
  const alike = looks.filter((look) => look.digits.length === digits.length);
  return digits.map((digit, at) => {
    const all = digit.all.map((_, value) => alike.reduce((sum, look) => sum + (look.digits[at]?.all[value] ?? 0), 0) / looks.length);
    const top3 = all
      .map((confidence, value) => ({ value, confidence }))
      .sort((one, other) => other.confidence - one.confidence)
      .slice(0, 3);
    return { ...digit, all, top3, confidence: all[digit.value] as number };
  });
}
