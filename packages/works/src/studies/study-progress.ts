import { architectureNamed, type Callback, multiplyAdds } from "tenfold";
import type { Host } from "../host.js";
import { plural } from "../pages/numbers.js";
import type { Arm } from "./arm.js";
import type { Outcome } from "./outcome.js";
import { type PlannedRun, timeLeft } from "./time-left.js";

/** Tells how far a study is. */
export interface StudyProgress {
  /** More runs are to be made than was known. */
  plan(arms: readonly Arm[], seeds: number): void;
  /** A run begins, or is found finished. */
  begin(arm: Arm, seed: number, finished: boolean): void;
  end(arm: Arm, outcome: Outcome): void;
  /** For the training of the run in progress. */
  readonly callback: Callback;
}

/** @param expected runs that will come and are not planned yet, as far as their time can be foreseen */
export function studyProgress(host: Host, expected: (planned: readonly PlannedRun[]) => readonly PlannedRun[]): StudyProgress {
  const clock = timeLeft();
  const runs: PlannedRun[] = [];
  let done = 0;
  let fresh = false;
  const left = (epochsDone: number) => {
    const [current, ...others] = runs.slice(done);
    if (!current) return undefined;
    return clock.left([{ ...current, epochs: Math.max(0, current.epochs - epochsDone) }, ...others, ...expected(runs)]);
  };
  return {
    plan(arms, seeds) {
      for (let seed = 0; seed < seeds; seed++) runs.push(...arms.map(plannedRun));
    },
    begin({ name }, seed, finished) {
      fresh = !finished;
      if (finished) return;
      const time = left(0);
      host.tell("");
      host.tell(`Study: run ${done + 1} of ${runs.length}, ${name}, seed ${seed}${time ? `; ${time}` : ""}`);
    },
    end(arm, { epochs, seconds }) {
      if (!fresh) clock.took(plannedRun(arm), seconds, epochs);
      done++;
    },
    callback: {
      name: "study-progress",
      onEpochEnd({ epoch, epochs, seconds }) {
        clock.took(runs[done] as PlannedRun, seconds);
        const time = left(epoch);
        const rest = runs.length - done - 1;
        const toGo = [...(epoch < epochs ? [plural(epochs - epoch, "epoch")] : []), ...(rest > 0 ? [plural(rest, "run")] : [])];
        if (toGo.length > 0) host.tell(`Study: run ${done + 1} of ${runs.length}; ${toGo.join(" and ")} to go, ${time}`);
      },
    },
  };
}

function plannedRun({ name, preset: { architecture, epochs } }: Arm): PlannedRun {
  return { arm: name, epochs, work: multiplyAdds(architectureNamed(architecture)()) };
}
