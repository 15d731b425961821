import { percent } from "tenfold";
import { StatusChip } from "../parts/status-chip.js";
import type { PageString, PageViewProps } from "./page-view.js";

/** What was read, line by line; of the chosen one why, and what else it may be. */
export function StringList({ strings, chosen, digit, onChoose }: Pick<PageViewProps, "strings" | "chosen" | "digit" | "onChoose">) {
  return (
    <ol class="strings">
      {strings.map((string, at) => (
        <li key={at} class={string === chosen ? "chosen" : ""}>
          <button type="button" onClick={() => onChoose(string)} aria-expanded={string === chosen}>
            <span class="text">
              {string.name !== undefined && <span class="field-name">{string.name}</span>}
              {string.text || (string.isBlank ? <span class="nothing">blank</span> : "?")}
            </span>
            {!(string.isBlank && string.status === "accepted") && <StatusChip {...string} />}
          </button>
          {string === chosen && <Why string={string} digit={digit} onDigit={(at) => onChoose(string, at)} />}
        </li>
      ))}
    </ol>
  );
}

/** What is less likely than this is no reading that anybody would weigh. */
const LEAST = 0.001;

interface WhyProps {
  readonly string: PageString;
  readonly digit: number | undefined;
  onDigit(at: number): void;
}

function Why({ string, digit, onDigit }: WhyProps) {
  const { reasons, alternatives, value, text, isBlank, digits } = string;
  const others = alternatives.filter(({ confidence }) => confidence >= LEAST).slice(0, 3);
  const saysNothing = reasons.length === 0 && others.length === 0 && (value === undefined || value === text);
  return (
    <div class="why">
      {value !== undefined && value !== text && <p>As a value: {value}</p>}
      {reasons.length > 0 && (
        <ul class="reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <p>
          It may also be{" "}
          {others.map((other, at) => (
            <span key={other.text} class="other">
              {at > 0 ? ", " : ""}
              {other.text} ({percent(other.confidence, { digits: 2 })})
            </span>
          ))}
        </p>
      )}
      {digits.length > 0 && (
        <p class="digits">
          Digit by digit:{" "}
          {digits.map((one, at) => (
            <button key={at} type="button" aria-pressed={at === digit} onClick={() => onDigit(at)}>
              {one.value} <small>{sureness(one.confidence)}</small>
            </button>
          ))}
        </p>
      )}
      {digit !== undefined && digits[digit] && <p aria-live="polite">{likelyValues(digits[digit], digit)}</p>}
      {saysNothing && <p>{isBlank ? "Nothing is written in it." : "Nothing else comes near it."}</p>}
    </div>
  );
}

/** More than this is as good as sure of a digit by itself, and its nines tell nothing. */
const SURE = 0.9999;

function sureness(confidence: number): string {
  return confidence > SURE ? "> 99.99 %" : percent(confidence, { short: true });
}

/** What a digit by itself may be. */
function likelyValues({ top3 }: PageString["digits"][number], at: number): string {
  const values = top3
    .filter(({ confidence }) => confidence >= LEAST)
    .map(({ value, confidence }) => `${value} (${percent(confidence, { digits: 2 })})`);
  return `Digit ${at + 1} may be ${values.join(", ")}.`;
}
