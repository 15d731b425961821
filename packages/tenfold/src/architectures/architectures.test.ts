import { describe, expect, it } from "vitest";
import { UsageError } from "../errors.js";
import { multiplyAdds, parameterCounts } from "../model/sequential.js";
import { architectureNamed, architectures } from "./index.js";

describe("architectures", () => {
  it.each(Object.entries(architectures))("%s takes images of 28 x 28 and tells as many classes apart as asked for", (name, make) => {
    expect(make()).toMatchObject({ name, input: [28, 28, 1] });
    expect(make().layers.at(-1)).toMatchObject({ output: [10], layer: { kind: "softmax" } });
    expect(make({ classes: 47 }).layers.at(-1)?.output).toEqual([47]);
  });

  it.each([
    ["simple", 20_842, 1_232_448],
    ["lenet5", 61_706, 416_520],
    ["classic", 288_618, 22_050_560],
  ])("%s has %i trainable parameters and takes %i multiply-adds, as it says", (name, trainable, work) => {
    const network = architectureNamed(name)();
    expect(parameterCounts(network).trainable).toBe(trainable);
    expect(multiplyAdds(network)).toBe(work);
  });

  it("are refused by another name", () => {
    expect(() => architectureNamed("toString")).toThrow(
      new UsageError(`architecture "toString" is unknown; known are ${Object.keys(architectures).join(", ")}`),
    );
  });
});
