import { expect, it } from "vitest";
import { LINE_CLASSES } from "../../data/class-names.js";
import { characterOf, classesIn, classOf, knowsSigns } from "./frame-characters.js";

it("numbers digits and signs as networks for lines do, around the blank", () => {
  for (const [at, name] of LINE_CLASSES.entries()) if (name !== "blank") expect([classOf(name), characterOf(at)]).toEqual([at, name]);
  expect(LINE_CLASSES[10]).toBe("blank");
  expect([classOf("X"), classOf("'"), classOf("~")]).toEqual([LINE_CLASSES.indexOf("x"), -1, -1]);
});

it("hears of a text what frames know", () => {
  const [old, all] = [{ classes: 11 }, { classes: LINE_CLASSES.length }];
  expect([knowsSigns(old), knowsSigns(all)]).toEqual([false, true]);
  expect(classesIn("1'2.5-", old)).toEqual([1, 2, 5]);
  expect(classesIn("1'2.5-", all)).toEqual([1, 2, LINE_CLASSES.indexOf("."), 5, LINE_CLASSES.indexOf("-")]);
  expect(classesIn("1,2=", { classes: 13 })).toEqual([1, LINE_CLASSES.indexOf(","), 2]); // a network that knows two signs
});
