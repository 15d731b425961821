import { useState } from "preact/hooks";
import { type EpochRecord, percent, wilsonInterval } from "tenfold";
import { keepOwnNetwork } from "../kept/own-networks.js";
import { save } from "../parts/save.js";
import { ConfusionTable } from "./confusion-table.js";
import { saveReport } from "./save-report.js";
import type { TrainingOutcome } from "./train-network.js";
import type { TrainingBegin } from "./training-messages.js";
import type { TrainingOrder } from "./training-order.js";

export interface OutcomeViewProps {
  readonly order: TrainingOrder;
  readonly begin: TrainingBegin;
  readonly epochs: readonly EpochRecord[];
  readonly outcome: TrainingOutcome;
}

/** What a training came to, and what can be done with the network. */
export function OutcomeView({ order, begin, epochs, outcome }: OutcomeViewProps) {
  const { evaluation, model, bestEpoch, stopped } = outcome;
  const { name } = order.preset;
  const right = Math.round(evaluation.accuracy * evaluation.count);
  const [from, to] = wilsonInterval(right, evaluation.count);
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return (
    <div class="outcome">
      <p class="answer">
        <output>{percent(evaluation.accuracy)}</output>
        <span>
          of {evaluation.count.toLocaleString("en-US")} test images right, {(evaluation.count - right).toLocaleString("en-US")} wrong; on
          images of this kind likely between {percent(from)} and {percent(to)}
        </span>
      </p>
      <p class="hint">
        The weights are those of epoch {bestEpoch}, which had the lowest loss on the {begin.validation.toLocaleString("en-US")} images set
        aside.
        {stopped !== undefined && ` It ended early: ${stopped}.`} {seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s on{" "}
        {begin.engine.threads} {begin.engine.threads === 1 ? "thread" : "threads"}, the {begin.engine.build} build, seed {order.preset.seed}
        .
      </p>
      <div class="deeds">
        <UseInDraw name={name} model={model} />
        <button type="button" onClick={() => save(`${name}.safetensors`, model, "application/octet-stream")}>
          Save the model
        </button>
        <button type="button" onClick={() => saveReport(`${name}.html`, `${name} on ${begin.data}`)}>
          Save the report
        </button>
        <button
          type="button"
          onClick={() => save("history.json", JSON.stringify({ order, begin, epochs, evaluation }, null, 2), "application/json")}
        >
          Save the numbers
        </button>
      </div>
      <ConfusionTable evaluation={evaluation} classNames={begin.classNames} />
    </div>
  );
}

/** Keeps the network in this browser, where the other pages find it. */
function UseInDraw({ name, model }: { readonly name: string; readonly model: Uint8Array }) {
  const [kept, setKept] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const keepIt = () => keepOwnNetwork(`my ${name}`, model).then(setKept, ({ message }: Error) => setTrouble(message));
  if (kept !== undefined)
    return (
      <a class="button" href={`#draw?network=${encodeURIComponent(kept)}`}>
        Draw with “{kept}”
      </a>
    );
  return (
    <>
      <button type="button" class="main" onClick={() => void keepIt()}>
        Use it in Draw
      </button>
      {trouble !== undefined && (
        <span class="trouble" role="alert">
          {trouble}
        </span>
      )}
    </>
  );
}
