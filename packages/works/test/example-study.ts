import { presetNamed } from "tenfold";
import { compared } from "../src/studies/comparison.js";
import type { Outcome } from "../src/studies/outcome.js";
import type { StudyKind } from "../src/studies/study-options.js";
import { type StudyResults, settingResult } from "../src/studies/study-results.js";

/** A study as its page gets it: two settings, so many seeds, 10 test images. Made up, the same every time. */
export function exampleStudy(study: StudyKind, seeds: readonly number[] = [42, 43, 44]): StudyResults {
  const names = study === "augmentation" ? ["with augmentation", "without, equal epochs"] : ["quick", "classic <b>"];
  const arms = study === "seeds" ? names.slice(0, 1) : names;
  const settings = arms.map((name, index) => {
    return settingResult(
      { name, preset: { ...presetNamed("quick"), epochs: 3 + index } },
      seeds.map((seed) => outcome(seed, index)),
    );
  });
  const hits = (index: number) => seeds.map((seed) => ({ seed, hits: Uint8Array.from({ length: 10 }, (_, at) => (at > index ? 1 : 0)) }));
  const pairs = [{ first: { name: arms[0] as string, runs: hits(0) }, second: { name: arms[1] as string, runs: hits(2) } }];
  return {
    study,
    folder: `studies/${study}`,
    options: { kind: study, preset: "quick", seeds },
    begun: "2026-01-01T00:00:00.000Z",
    settings,
    ...((study === "architectures" || study === "ranges") && { chosen: "quick" }),
    comparisons: study === "seeds" ? [] : compared(pairs),
    notes: [],
    data: { training: { name: "mnist train", count: 600 }, test: { name: "mnist test", count: 10 } },
    machines: ["2 cores, Linux x64"],
    threads: [1],
    versions: [{ tenfold: "0.1.0", node: "24.21.0" }],
  };
}

function outcome(seed: number, index: number): Outcome {
  const wobble = (seed % 3) / 1000;
  return {
    seed,
    epochs: 3 + index,
    bestEpoch: 2,
    seconds: 12 + 10 * index + wobble,
    parameters: 135930 * (1 + index),
    multiplyAdds: 8e6 * (1 + index),
    latencyMs: 0.2 + index,
    validation: { count: 120, accuracy: 0.99 - 0.01 * index + wobble, loss: 0.03 },
    test: { count: 10, accuracy: 0.9 - 0.2 * index, loss: 0.031 },
  };
}
