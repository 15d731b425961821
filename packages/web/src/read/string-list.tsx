import { percent } from "tenfold";
import type { ReadString } from "tenfold/recognize";
import { StatusChip } from "../parts/status-chip.js";
import type { PageViewProps } from "./page-view.js";

/** What was read, line by line; of the chosen one why, and what else it may be. */
export function StringList({ strings, chosen, onChoose }: Pick<PageViewProps, "strings" | "chosen" | "onChoose">) {
  return (
    <ol class="strings">
      {strings.map((string, at) => (
        <li key={at} class={string === chosen ? "chosen" : ""}>
          <button type="button" onClick={() => onChoose(string)} aria-expanded={string === chosen}>
            <span class="text">{string.text || "?"}</span>
            <StatusChip {...string} />
          </button>
          {string === chosen && <Why {...string} />}
        </li>
      ))}
    </ol>
  );
}

function Why({ reasons, alternatives, value, text }: ReadString) {
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
      {alternatives.length > 0 && (
        <p>
          It may also be{" "}
          {alternatives.slice(0, 3).map((other, at) => (
            <span key={other.text} class="other">
              {at > 0 ? ", " : ""}
              {other.text} ({percent(other.confidence, { digits: 2 })})
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
