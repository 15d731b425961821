import { percent, type SaliencyMap } from "tenfold";
import type { ReadDigit } from "tenfold/recognize";
import { DigitPicture } from "../parts/digit-picture.js";

export interface Judged {
  readonly digit: ReadDigit;
  /** Of 0 to 9, by the network that reads; the rest is of its being no digit. */
  readonly reader: readonly number[];
  readonly second: SecondOpinion;
}

/** What another network makes of a digit. */
export interface SecondOpinion {
  readonly name: string;
  readonly classNames: readonly string[];
  readonly probabilities: readonly number[];
  /** Whether it takes it for one of its classes at all; undefined where it cannot tell. */
  readonly isMember: boolean | undefined;
  /** How much each place of the picture spoke for what it says, 0..1; absent of a network without a convolution. */
  readonly looked: SaliencyMap | undefined;
}

/** One digit: what the network saw, and how probable each of the ten is. */
export function DigitCard({ digit, reader, second }: Judged) {
  const { probabilities, classNames, name, isMember, looked } = second;
  const said = classNames[probabilities.indexOf(Math.max(...probabilities))];
  const against = [...(sumOf(reader) < 0.5 ? ["reader"] : []), ...(isMember === false ? [name] : [])];
  const knowsDigits = reader.every((_, value) => classNames[value] === String(value));
  return (
    <article class="card">
      <div class="seen">
        <DigitPicture pixels={digit.seen} label={`what the network saw, a ${digit.value}`} />
        {looked && <DigitPicture pixels={digit.seen} looked={looked} label={`where ${name} looked to say ${said}`} />}
        <p>
          <span class="whole">
            <strong>{digit.value}</strong> {digit.confidence < LEAST ? "< 0.1 %" : percent(digit.confidence, { decimals: 1 })}
          </span>
          {said !== String(digit.value) && (
            <span class="doubt">
              {" "}
              {name}: {said}
            </span>
          )}
          {looked && <small>orange: where {name} looked</small>}
          {against.length > 0 && (
            <span class="doubt">
              {" "}
              this is no digit, {against.length > 1 ? "say" : "says"} {against.join(" and ")}
            </span>
          )}
        </p>
      </div>
      <Bars
        caption={knowsDigits ? `The ten probabilities; the thin line is ${name}'s` : "The ten probabilities"}
        names={reader.map((_, value) => String(value))}
        bars={reader}
        lines={knowsDigits ? probabilities : undefined}
      />
      {!knowsDigits && <Bars caption={`The probabilities of ${name}`} {...likeliest(second)} />}
    </article>
  );
}

/** What rounds to less than 0.1 %. */
const LEAST = 0.0005;

function sumOf(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}

/** As many rows as the digits have. */
function likeliest({ classNames, probabilities }: SecondOpinion) {
  const first = Array.from(probabilities.keys())
    .sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number))
    .slice(0, 5);
  return { names: first.map((at) => classNames[at] as string), bars: first.map((at) => probabilities[at] as number) };
}

interface BarsProps {
  readonly caption: string;
  readonly names: readonly string[];
  readonly bars: readonly number[];
  readonly lines?: readonly number[] | undefined;
}

function Bars({ caption, names, bars, lines }: BarsProps) {
  return (
    <table class="bars">
      <caption>{caption}</caption>
      <tbody>
        {bars.map((share, at) => (
          <tr key={names[at]}>
            <th scope="row">{names[at]}</th>
            <td>
              <span class="bar" style={{ width: `${100 * share}%` }} />
              {lines && <span class="line" style={{ width: `${100 * (lines[at] ?? 0)}%` }} />}
            </td>
            <td class="number">{share >= LEAST ? percent(share, { decimals: 1 }) : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
