import { duration } from "../pages/numbers.js";

/** A run that a study is to make. */
export interface PlannedRun {
  /** Runs of the same arm take about as long. */
  readonly arm: string;
  readonly epochs: number;
  /** Multiply-adds of an epoch or the like: what an arm not yet seen is judged by. */
  readonly work: number;
}

/** Knows what a study has taken so far, and tells what is left. */
export interface TimeLeft {
  /** Notes how long epochs of a run took. */
  took(run: PlannedRun, seconds: number, epochs?: number): void;
  /** In words: "about 4 min 10 s left"; nothing as long as no epoch was seen. */
  left(runs: readonly PlannedRun[]): string | undefined;
}

export function timeLeft(): TimeLeft {
  const seen = new Map<string, { seconds: number; epochs: number; work: number }>();
  return {
    took({ arm, work }, seconds, epochs = 1) {
      const before = seen.get(arm) ?? { seconds: 0, epochs: 0, work };
      seen.set(arm, { seconds: before.seconds + seconds, epochs: before.epochs + epochs, work });
    },
    left(runs) {
      if (seen.size === 0) return undefined;
      const all = [...seen.values()];
      const perWork = sum(all.map(({ seconds }) => seconds)) / sum(all.map(({ epochs, work }) => epochs * work));
      const seconds = runs.map(({ arm, epochs, work }) => {
        const own = seen.get(arm);
        return epochs * (own ? own.seconds / own.epochs : perWork * work);
      });
      return `about ${duration(sum(seconds))} left`;
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
