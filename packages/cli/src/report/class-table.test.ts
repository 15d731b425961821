import { expect, test } from "vitest";
import { classTable } from "./class-table.js";

test("shows a class a row, and a dash with its reason where a ratio has no denominator", () => {
  const { markup } = classTable([
    { label: "<7>", support: 1028, precision: 0.9942, recall: 1, f1: 0.9971 },
    { label: "8", support: 0, precision: null, recall: null, f1: null },
  ]);
  expect(markup).toContain(
    '<tr><th scope="row">&#60;7&#62;</th><td>99.42\u00a0%</td><td>100\u00a0%</td><td>99.71\u00a0%</td><td>1,028</td></tr>',
  );
  expect(markup).toContain('<th scope="row">8</th><td>\u2013</td><td>\u2013</td><td>\u2013</td><td>0</td>');
  expect(markup).toContain("A dash: no image to take the share of.");
});
