import { describe, expect, test } from "vitest";
import { ShapeError } from "../../errors.js";
import { classificationReport, classificationReportText } from "./classification-report.js";

interface Golden {
  readonly what: string;
  readonly confusion: readonly (readonly number[])[];
  readonly classNames: readonly string[];
  readonly text: string;
  readonly twin: Readonly<Record<string, unknown>>;
}

/** As printed by scikit-learn 1.2.1: classification_report(labels, predicted, labels=[0, 1, ...], target_names=classNames, digits=4, zero_division=0). */
const goldens: readonly Golden[] = [
  {
    what: "ten digits",
    confusion: [
      [1000, 1, 1, 0, 0, 0, 1, 2, 0, 0],
      [0, 1010, 0, 1, 1, 0, 0, 0, 0, 1],
      [0, 1, 1072, 0, 1, 2, 0, 0, 2, 0],
      [1, 1, 0, 1122, 1, 0, 1, 0, 1, 1],
      [2, 0, 0, 0, 888, 1, 2, 2, 0, 0],
      [0, 0, 1, 0, 0, 916, 0, 0, 2, 0],
      [0, 0, 0, 0, 0, 2, 1089, 0, 0, 0],
      [0, 1, 0, 0, 0, 1, 0, 1121, 1, 2],
      [0, 1, 1, 1, 2, 1, 0, 1, 943, 0],
      [0, 1, 2, 0, 0, 0, 0, 1, 0, 959],
    ],
    classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    text: `              precision    recall  f1-score   support

           0     0.9970    0.9950    0.9960      1005
           1     0.9941    0.9970    0.9956      1013
           2     0.9954    0.9944    0.9949      1078
           3     0.9982    0.9947    0.9964      1128
           4     0.9944    0.9922    0.9933       895
           5     0.9924    0.9967    0.9946       919
           6     0.9963    0.9982    0.9973      1091
           7     0.9947    0.9956    0.9951      1126
           8     0.9937    0.9926    0.9932       950
           9     0.9958    0.9958    0.9958       963

    accuracy                         0.9953     10168
   macro avg     0.9952    0.9952    0.9952     10168
weighted avg     0.9953    0.9953    0.9953     10168
`,
    twin: {
      "0": { precision: 0.9970089730807578, recall: 0.9950248756218906, "f1-score": 0.9960159362549801, support: 1005 },
      "1": { precision: 0.9940944881889764, recall: 0.9970384995064165, "f1-score": 0.9955643173977329, support: 1013 },
      "2": { precision: 0.9953574744661096, recall: 0.9944341372912802, "f1-score": 0.9948955916473318, support: 1078 },
      "3": { precision: 0.998220640569395, recall: 0.9946808510638298, "f1-score": 0.9964476021314387, support: 1128 },
      "4": { precision: 0.9944008958566629, recall: 0.9921787709497206, "f1-score": 0.9932885906040267, support: 895 },
      "5": { precision: 0.9924160346695557, recall: 0.9967355821545157, "f1-score": 0.9945711183496199, support: 919 },
      "6": { precision: 0.9963403476669717, recall: 0.998166819431714, "f1-score": 0.9972527472527474, support: 1091 },
      "7": { precision: 0.9946761313220941, recall: 0.9955595026642984, "f1-score": 0.9951176209498447, support: 1126 },
      "8": { precision: 0.9936775553213909, recall: 0.9926315789473684, "f1-score": 0.9931542917324908, support: 950 },
      "9": { precision: 0.995846313603323, recall: 0.995846313603323, "f1-score": 0.995846313603323, support: 963 },
      accuracy: 0.995279307631786,
      "macro avg": { precision: 0.9952038854745237, recall: 0.9952296931234356, "f1-score": 0.9952154129923537, support: 10168 },
      "weighted avg": { precision: 0.995281808900476, recall: 0.995279307631786, "f1-score": 0.995279201849163, support: 10168 },
    },
  },
  {
    what: "a class that nothing was read as",
    confusion: [
      [1, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ],
    classNames: ["a", "b", "c"],
    text: `              precision    recall  f1-score   support

           a     0.5000    0.5000    0.5000         2
           b     0.6667    1.0000    0.8000         2
           c     0.0000    0.0000    0.0000         1

    accuracy                         0.6000         5
   macro avg     0.3889    0.5000    0.4333         5
weighted avg     0.4667    0.6000    0.5200         5
`,
    twin: {
      a: { precision: 0.5, recall: 0.5, "f1-score": 0.5, support: 2 },
      b: { precision: 0.6666666666666666, recall: 1.0, "f1-score": 0.8, support: 2 },
      c: { precision: 0.0, recall: 0.0, "f1-score": 0.0, support: 1 },
      accuracy: 0.6,
      "macro avg": { precision: 0.38888888888888884, recall: 0.5, "f1-score": 0.43333333333333335, support: 5 },
      "weighted avg": { precision: 0.4666666666666666, recall: 0.6, "f1-score": 0.52, support: 5 },
    },
  },
  {
    what: "ties, long names and a class without images",
    confusion: [
      [1, 31, 0],
      [0, 3, 29],
      [0, 0, 0],
    ],
    classNames: ["T-shirt/top", "a very long class name", "never seen"],
    text: `                        precision    recall  f1-score   support

           T-shirt/top     1.0000    0.0312    0.0606        32
a very long class name     0.0882    0.0938    0.0909        32
            never seen     0.0000    0.0000    0.0000         0

              accuracy                         0.0625        64
             macro avg     0.3627    0.0417    0.0505        64
          weighted avg     0.5441    0.0625    0.0758        64
`,
    twin: {
      "T-shirt/top": { precision: 1.0, recall: 0.03125, "f1-score": 0.06060606060606061, support: 32 },
      "a very long class name": { precision: 0.08823529411764706, recall: 0.09375, "f1-score": 0.0909090909090909, support: 32 },
      "never seen": { precision: 0.0, recall: 0.0, "f1-score": 0.0, support: 0 },
      accuracy: 0.0625,
      "macro avg": { precision: 0.3627450980392157, recall: 0.041666666666666664, "f1-score": 0.0505050505050505, support: 64 },
      "weighted avg": { precision: 0.5441176470588235, recall: 0.0625, "f1-score": 0.07575757575757575, support: 64 },
    },
  },
];

describe.each(goldens)("$what", ({ confusion, classNames, text, twin }) => {
  test("prints what scikit-learn prints", () => {
    expect(classificationReportText(confusion, classNames)).toBe(text);
  });

  test("holds what scikit-learn's output_dict holds", () => {
    expect(rounded(classificationReport(confusion, classNames))).toEqual(rounded(twin));
  });
});

test("no images at all: zeros, never a number that is none", () => {
  const line = { precision: 0, recall: 0, "f1-score": 0, support: 0 };
  expect(classificationReport([[0]], ["a"])).toEqual({ a: line, accuracy: 0, "macro avg": line, "weighted avg": line });
});

test("refuses counts that do not fit the names", () => {
  expect(() => classificationReport([[1, 2]], ["a", "b"])).toThrow(ShapeError);
  expect(() => classificationReportText([[1, 2]], ["a", "b"])).toThrow(
    "classificationReport takes [2, 2] counts for 2 class names, got [1, 2]; pass one name a class",
  );
});

/** To twelve decimals: the last bit depends on the order of the sums. */
function rounded(report: object): unknown {
  return JSON.parse(JSON.stringify(report), (_, value) => (typeof value === "number" ? Number(value.toFixed(12)) : value));
}
