import { percent } from "tenfold";
import type { ReadDigit } from "tenfold/recognize";
import { DigitPicture } from "../parts/digit-picture.js";

export interface Judged {
  readonly digit: ReadDigit;
  /** Of 0 to 9, by the network that reads, and by a second one. */
  readonly reader: readonly number[];
  readonly classic: readonly number[];
  /** Whether the second one takes it for a digit at all; undefined where it cannot tell. */
  readonly isDigit: boolean | undefined;
}

/** One digit: what the network saw, and how probable each of the ten is. */
export function DigitCard({ digit, reader, classic, isDigit }: Judged) {
  const second = classic.indexOf(Math.max(...classic));
  return (
    <article class="card">
      <div class="seen">
        <DigitPicture pixels={digit.seen} label={`what the network saw, a ${digit.value}`} />
        <p>
          <strong>{digit.value}</strong> {percent(digit.confidence, { decimals: 1 })}
          {second !== digit.value && <span class="doubt"> second opinion: {second}</span>}
          {isDigit === false && <span class="doubt"> this is no digit, says the second network</span>}
        </p>
      </div>
      <table class="bars">
        <caption>The ten probabilities; the thin line is the second network's</caption>
        <tbody>
          {reader.map((share, value) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              <td>
                <span class="bar" style={{ width: `${100 * share}%` }} />
                <span class="line" style={{ width: `${100 * (classic[value] ?? 0)}%` }} />
              </td>
              <td class="number">{share >= 0.0005 ? percent(share, { decimals: 1 }) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
