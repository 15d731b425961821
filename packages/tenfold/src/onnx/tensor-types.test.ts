import { AttributeProto_AttributeType, TensorProto_DataLocation, TensorProto_DataType } from "onnx-buf";
import { expect, it } from "vitest";
import { attributeTypes, EXTERNAL, tensorTypeName, tensorTypes } from "./tensor-types.js";

it("has the numbers that the format's own description has", () => {
  for (const [name, number] of Object.entries(tensorTypes)) expect([name, TensorProto_DataType[name as "FLOAT"]]).toEqual([name, number]);
  for (const [name, number] of Object.entries(attributeTypes))
    expect([name, AttributeProto_AttributeType[name as "FLOAT"]]).toEqual([name, number]);
  expect(TensorProto_DataLocation.EXTERNAL).toBe(EXTERNAL);
});

it("names types as that does, and says the number of others", () => {
  for (let type = 1; type <= 16; type++) expect(tensorTypeName(type)).toBe(TensorProto_DataType[type]);
  expect(tensorTypeName(99)).toBe("99");
});
