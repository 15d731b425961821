import { percent } from "tenfold";
import { pauseTraining, resumeTraining, type TrainingStand, throwTrainingAway } from "./training-at-work.js";
import { TrainingCurves } from "./training-curves.js";

/** How a training goes on: where it stands, its curves, and what can be done with it. */
export function TrainingView(stand: TrainingStand) {
  const { phase, order, begin, epochs, points, told, trouble } = stand;
  const last = epochs.at(-1);
  return (
    <div class="training">
      <p class="answer">
        <strong>{order?.preset.name}</strong>
        <span>{sentence(stand)}</span>
        {last?.val_accuracy !== undefined && (
          <span class="hint">
            {percent(last.val_accuracy)} of the images set aside right after epoch {last.epoch}
          </span>
        )}
      </p>
      {order && phase !== "done" && <progress max={order.preset.epochs} value={standsAt(stand)} aria-label="How far the training is" />}
      {phase !== "done" && (
        <div class="deeds" aria-live="polite">
          {phase === "working" && begin && (
            <button type="button" onClick={pauseTraining}>
              Pause
            </button>
          )}
          {phase === "paused" && (
            <button type="button" class="main" onClick={resumeTraining}>
              Go on
            </button>
          )}
          <button type="button" onClick={() => void throwTrainingAway()}>
            Throw away
          </button>
        </div>
      )}
      {trouble && (
        <p class="trouble" role="alert">
          {trouble.sentence}
        </p>
      )}
      {told.slice(-2).map((line) => (
        <p key={line} class="hint">
          {line}
        </p>
      ))}
      {begin?.engine.notice && <p class="hint">{begin.engine.notice}</p>}
      {order && points.length > 0 && <TrainingCurves epochs={epochs} points={points} of={order.preset.epochs} />}
    </div>
  );
}

function standsAt({ batch, epochs, phase }: TrainingStand): number {
  if (phase === "judging" || !batch) return epochs.length;
  return Math.max(epochs.length, batch.epoch - 1 + batch.batch / batch.batches);
}

function sentence({ phase, batch, begin, order, epochs, doing }: TrainingStand): string {
  const all = order?.preset.epochs ?? 0;
  const on = begin ? ` on ${begin.training.toLocaleString("en-US")} images of ${begin.data}` : "";
  if (phase === "judging") return `Judging on ${begin?.test.toLocaleString("en-US")} test images`;
  if (phase === "pausing") return "Keeping how far it is";
  if (phase === "paused") return `paused${on}, after ${epochs.length} of ${all} epochs; it goes on to the same weights`;
  if (phase === "done") return `trained${on}`;
  if (!batch) return doing ?? (begin ? `starting${on}` : "looking at the images");
  const seconds = (batch.seconds / batch.batch) * (batch.batches * (all - batch.epoch + 1) - batch.batch);
  return `epoch ${batch.epoch} of ${all}${on}, ${timeLeft(seconds)}`;
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} s left`;
  return seconds < 5400 ? `about ${Math.round(seconds / 60)} min left` : `about ${Math.round(seconds / 3600)} h left`;
}
