import { STUDIES, studyFolder } from "tenfold-works/studies";
import { expect, it } from "vitest";
import { exampleStudy } from "../../../works/test/example-study.js";
import { studyText } from "./study-text.js";

it.each(STUDIES)("what a study of %s says with a single seed has no hole, and claims no spread", (kind) => {
  expect(studyText(studyFolder("s"), exampleStudy(kind, [42]))).not.toMatch(/NaN|undefined|Infinity|\[object|± null/);
});
