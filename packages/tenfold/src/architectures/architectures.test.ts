import { describe, expect, it } from "vitest";
import { UsageError } from "../errors.js";
import { everyLayer } from "../model/network/place.js";
import { multiplyAdds, type Network, parameterCounts } from "../model/network/sequential.js";
import { summarize } from "../model/network/summary.js";
import { accurate, architectureNamed, architectures, efficientnet, mobile, resnet } from "./index.js";
import { architectureNames, loadArchitecture } from "./load-architecture.js";

describe("architectures", () => {
  it.each(Object.entries(architectures))("%s takes images of 28 x 28 and tells as many classes apart as asked for", (name, make) => {
    expect(make()).toMatchObject({ name, input: [28, 28, 1] });
    expect(make().layers.at(-1)).toMatchObject({ output: [10], layer: { kind: "softmax" } });
    expect(make({ classes: 47 }).layers.at(-1)?.output).toEqual([47]);
  });

  it.each([
    ["simple", 20_842, 1_232_448],
    ["lenet5", 61_706, 416_520],
    ["fast", 29_546, 2_125_696],
    ["mobile", 23_658, 1_601_888],
    ["classic", 288_618, 22_050_560],
    ["resnet", 309_258, 10_721_024],
    ["efficientnet", 121_858, 6_551_104],
    ["accurate", 1_186_698, 78_818_816],
  ])("%s has %i trainable parameters and takes %i multiply-adds, as it says", (name, trainable, work) => {
    const network = architectureNamed(name)();
    expect(parameterCounts(network).trainable).toBe(trainable);
    expect(multiplyAdds(network)).toBe(work);
  });

  it("mobile has fewer than 30,000 parameters, those that only move along counted", () => {
    const { trainable, fixed } = parameterCounts(mobile());
    expect(trainable + fixed).toBe(24_938);
  });

  it("resnet grows by depth and width", () => {
    const convolutions = (network: Network) => everyLayer(network.layers).filter(({ name }) => /(^|\.)conv2d(_[1-9])?$/.test(name)).length;
    // 6n + 1 on the way and two beside it; the dense layer makes 6n + 2.
    expect([8, 14, 20].map((depth) => convolutions(resnet({ depth })))).toEqual([9, 15, 21]);
    expect(multiplyAdds(resnet({ width: 64 })) / multiplyAdds(resnet())).toBeCloseTo(3.88, 1);
    expect(() => resnet({ depth: 9 })).toThrow("resnet({ depth: 9, width: 32 }): depth is 8, 14, 20, …, width a positive whole number");
  });

  it("efficientnet grows in width and depth together", () => {
    const sizes = [0, 1, 2].map((compound) => {
      const { layers } = efficientnet({ compound });
      return {
        channels: layers.at(-5)?.output.at(-1),
        blocks: everyLayer(layers).filter(({ layer }) => layer.kind === "squeeze_excite").length,
      };
    });
    expect(sizes).toEqual([
      { channels: 128, blocks: 7 },
      { channels: 144, blocks: 11 },
      { channels: 152, blocks: 11 },
    ]);
    expect(() => efficientnet({ compound: 8 })).toThrow("efficientnet({ compound: 8 }): a whole number from 0 to 7 is wanted");
  });

  it("accurate grows with the square of its width", () => {
    expect(multiplyAdds(accurate({ width: 128 })) / multiplyAdds(accurate())).toBeCloseTo(3.95, 1);
    expect(() => accurate({ width: 12 })).toThrow("accurate({ width: 12 }): a positive multiple of 8 is wanted");
  });

  it("are loaded by name, one at a time, as they are", async () => {
    expect(architectureNames).toEqual(Object.keys(architectures));
    for (const name of architectureNames) {
      expect(summarize((await loadArchitecture(name))({ classes: 3 }))).toEqual(summarize(architectureNamed(name)({ classes: 3 })));
    }
    const stranger = new UsageError(`architecture "toString" is unknown; known are ${Object.keys(architectures).join(", ")}`);
    await expect(loadArchitecture("toString")).rejects.toThrow(stranger);
    const option = new UsageError('architecture "resnet" has no option "dept"; did you mean depth?');
    expect(await loadArchitecture("resnet").then((resnet) => () => resnet({ dept: 14 }))).toThrow(option);
  });

  it("are refused by another name", () => {
    expect(() => architectureNamed("toString")).toThrow(
      new UsageError(`architecture "toString" is unknown; known are ${Object.keys(architectures).join(", ")}`),
    );
  });

  it("are made with their options by name, and refuse others", () => {
    const options = { depth: 14, width: 16, classes: 26 };
    expect(summarize(architectureNamed("resnet")(options))).toEqual(summarize(resnet(options)));
    expect(() => architectureNamed("resnet")({ dept: 14 })).toThrow(
      new UsageError('architecture "resnet" has no option "dept"; did you mean depth?'),
    );
    expect(() => architectureNamed("quick")({ toString: 1 })).toThrow(
      new UsageError('architecture "quick" has no option "toString"; it has none; resnet, efficientnet, accurate have some'),
    );
  });
});
