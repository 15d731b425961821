import { expect, it } from "vitest";
import { templateText } from "./template-text.js";

it("has a line for each field and anchor, and everything that the template has", () => {
  const template = {
    $schema: "./template.schema.json",
    name: "Form",
    units: "mm",
    pages: [
      {
        size: [100, 50.5],
        anchors: [{ kind: "disc", at: [5, 5], size: 4 }],
        fields: [{ name: 'a "b"', box: [1, 2, 30, 4], cells: { groups: [2, 2], gap: 1 } }],
      },
      { size: "A4", fields: [] },
    ],
  };
  const text = templateText(template);
  expect(JSON.parse(text)).toEqual(template);
  expect(text.split("\n").filter((line) => line.includes("box") || line.includes("disc"))).toEqual(
    [
      '        { "kind": "disc", "at": [5, 5], "size": 4 }',
      '        { "name": "a \\"b\\"", "box": [1, 2, 30, 4], "cells": { "groups": [2, 2], "gap": 1 } }',
    ].map((line) => expect.stringContaining(line.trim())),
  );
});
