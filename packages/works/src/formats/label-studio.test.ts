import { expect, it } from "vitest";
import { exampleDocument, exampleString } from "../../test/example-document.js";
import { labelStudioTasks } from "./label-studio.js";

const { model } = exampleDocument();

it("has a task a page, and of each string a rectangle in percent and a text with one id", () => {
  const box = { left: 20, top: 10, right: 120, bottom: 60 };
  const blank = exampleString("", box);
  const string = exampleString("12", box, { name: "sum", status: "review", confidence: 0.25 });
  const page = { file: "scans/a b.png", page: 1, pages: 1, width: 400, height: 200, grids: [], strings: [blank, string] };
  const tasks = JSON.parse(labelStudioTasks({ model, pages: [page, { file: "torn.png", error: "it is torn" }] }));
  const region = { id: "string-1", to_name: "image", original_width: 400, original_height: 200, image_rotation: 0, score: 0.25 };
  const lies = { x: 5, y: 5, width: 25, height: 25, rotation: 0 };
  expect(tasks).toEqual([
    {
      data: { image: "/data/local-files/?d=scans/a%20b.png", file: "scans/a b.png", page: 1, pages: 1 },
      predictions: [
        {
          ...{ model_version: `tenfold ${model.name} ${model.content}`, score: 0.25 },
          result: [
            {
              ...region,
              type: "rectanglelabels",
              from_name: "status",
              value: { ...lies, rectanglelabels: ["review"] },
              meta: { text: ["sum"] },
            },
            { ...region, type: "textarea", from_name: "text", value: { ...lies, text: ["12"] } },
          ],
        },
      ],
    },
  ]);
});
