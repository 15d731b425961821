import { percent } from "tenfold";
import type { ReadString } from "tenfold/recognize";

/** Whether a reading may be used as it is, by color, shape and word. */
export function StatusChip({ status, confidence }: Pick<ReadString, "status" | "confidence">) {
  const isAccepted = status === "accepted";
  return (
    <span class={`chip ${status}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {isAccepted ? <path d="M2 6.5 5 9.5 10 3" /> : <path d="M6 1.5v5.5M6 10v.4" />}
      </svg>
      {isAccepted ? "accepted" : "look at it"} · {percent(confidence, { decimals: 1 })}
    </span>
  );
}
