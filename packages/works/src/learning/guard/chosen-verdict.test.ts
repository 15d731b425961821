import { expect, it } from "vitest";
import { chosenVerdict, type JudgedField } from "./chosen-verdict.js";

/** Fields of which the candidate accepts so many, some of them wrong, and with its calibration so many others. */
const fields = (plain: number, wrong: number, calibrated: number): JudgedField[] =>
  Array.from({ length: 200 }, (_, at) => {
    const isRight = at >= wrong;
    return {
      outcome: {
        ...{ kind: "us-zip", maxError: 0.005 },
        before: { isRight, isAccepted: false },
        after: { isRight, isAccepted: at < plain },
      },
      calibrated: calibrated < 0 ? null : { isRight, isAccepted: at >= 200 - calibrated },
    };
  });

it.each([
  ["is kept where the candidate alone is too sure", fields(100, 3, 50), true, 50],
  ["is kept where it accepts more", fields(0, 0, 80), true, 80],
  ["is not kept where it accepts less", fields(100, 0, 80), false, 100],
  ["is not kept where it is too sure itself", fields(0, 3, 200), false, 0],
  ["is not there where too few fields were read", fields(100, 0, -1), false, 100],
] as const)("a calibration %s", (_, judged, isCalibrated, count) => {
  expect(chosenVerdict(judged, [])).toMatchObject({ isCalibrated, verdict: { accepted: { count } } });
});
