import { expect, test } from "vitest";
import { classTable } from "./class-table.js";

test("shows a class a row, and a dash with its reason where a ratio has no denominator", () => {
  const { markup } = classTable({
    count: 1034,
    loss: 0.1,
    accuracy: 1028 / 1034,
    confusion: [
      [1028, 0, 0],
      [0, 0, 0],
      [6, 0, 0],
    ],
    perClass: [
      { label: "<7>", support: 1028, precision: 1028 / 1034, recall: 1, f1: 0.99709 },
      { label: "8", support: 0, precision: null, recall: null, f1: null },
      { label: "9", support: 6, precision: null, recall: 0, f1: 0 },
    ],
  });
  expect(markup).toContain('<tr><th scope="row">&#60;7&#62;</th><td>0.9942</td><td>1.0000</td><td>0.9971</td><td>1,028</td></tr>');
  expect(markup).toContain('<th scope="row">8</th><td>\u2013</td><td>\u2013</td><td>\u2013</td><td>0</td>');
  expect(markup).toContain('<th scope="row">Accuracy</th><td></td><td></td><td>0.9942</td><td>1,034</td>');
  expect(markup).toContain('<th scope="row">Macro average</th><td>0.3314</td><td>0.3333</td><td>0.3324</td><td>1,034</td>');
  expect(markup).toContain("A dash: no image to take the share of; the averages count it as 0");
});
