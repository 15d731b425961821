import { expect, it } from "vitest";
import { calibrationIn, calibrationMetadata, digitCalibrationIn, digitCalibrationMetadata } from "./calibration-file.js";

const known = (right: number) => ({ map: [{ confidence: 1, right }], counts: [] });

it("keeps a calibration an effort, or one for all as files of before have it, and one of single digits", () => {
  const byEffort = { metadata: calibrationMetadata({ fast: known(0.5), usual: known(0.6) }) };
  expect([calibrationIn(byEffort, "fast"), calibrationIn(byEffort, "usual")]).toEqual([known(0.5), known(0.6)]);
  expect(calibrationIn(byEffort, "thorough")).toBeUndefined();
  const before = { metadata: calibrationMetadata(known(0.7)) };
  expect(calibrationIn(before, "thorough")).toEqual(known(0.7));
  expect(digitCalibrationIn(before, "usual")).toBeUndefined();
  expect(digitCalibrationIn({ metadata: digitCalibrationMetadata(known(0.8)) }, "usual")).toEqual(known(0.8));
  const both = { metadata: digitCalibrationMetadata({ fast: known(0.7), usual: known(0.9) }) };
  expect(digitCalibrationIn(both, "usual")).toEqual(known(0.9));
  expect(digitCalibrationIn(both, "thorough")).toBeUndefined();
  expect(calibrationIn({ metadata: {} }, "usual")).toBeUndefined();
});

it.each(["{", '{"usual":{}}', '{"map":[]}', "null", "7"])("says that %s is damaged", (text) => {
  expect(() => calibrationIn({ metadata: { read_calibration: text } }, "usual")).toThrow("the model file's read_calibration is damaged");
  if (!text.includes("usual"))
    expect(() => digitCalibrationIn({ metadata: { digit_calibration: text } }, "fast")).toThrow("digit_calibration is damaged");
});
