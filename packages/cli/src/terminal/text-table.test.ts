import { expect, it } from "vitest";
import { textTable } from "./text-table.js";

it("aligns the first column to the left and the others to the right", () => {
  const rows = [
    ["0", "99.5\u00a0%", "1,028"],
    ["ten", "-", "7"],
  ];
  expect(textTable(["Class", "Recall", "Images"], rows)).toBe("Class  Recall  Images\n0      99.5 %   1,028\nten         -       7\n");
});

it("lets no name steer the terminal", () => {
  expect(textTable(["\u001b[2Jname"], [["a\nb"]])).toBe("?[2Jname\na?b\n");
});
