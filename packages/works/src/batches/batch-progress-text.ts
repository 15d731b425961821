import type { BatchProgress } from "./batch-progress.js";

/** "120 of 480 files, 2 failed; 96 pages a minute, about 3 min 45 s left; 2 workers" */
export function progressText(progress: BatchProgress): string {
  const { state, documents, waiting, failed, cancelled, pagesAMinute, secondsLeft } = progress;
  const done = documents - waiting - cancelled;
  const parts = [
    [
      `${done} of ${documents} files`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(cancelled > 0 ? [`${cancelled} cancelled`] : []),
    ].join(", "),
  ];
  if (state === "open") parts.push("being submitted");
  if (state === "finished" || state === "cancelled") parts.push(state);
  if (pagesAMinute !== null && secondsLeft !== null) {
    parts.push(`${Math.round(pagesAMinute)} pages a minute, about ${durationText(secondsLeft)} left`);
  }
  if (state === "closed" && waiting > 0) parts.push(workersText(progress));
  return parts.join("; ");
}

function workersText({ id, workers, fitting, answers }: BatchProgress): string {
  if (workers === 0) return "no worker is at work: tenfold work starts one";
  if (fitting > 0) return fitting === 1 ? "1 worker" : `${fitting} workers`;
  return `no worker answers as it was begun, by ${answers}; start one that does, or read it anew with tenfold batch retry ${id} --all`;
}

function durationText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
