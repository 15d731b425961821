import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { line } from "../architectures/line.js";
import { READING_CLASSES } from "../data/class-names.js";
import { decodeModel, type ModelFile } from "../model/files/model-file.js";
import { classicFile } from "../pretrained/classic-file.js";
import { linesFile } from "../pretrained/lines-file.js";
import { readerFile } from "../pretrained/reader-file.js";
import { refuseOtherNetwork } from "./looks/refuse-network.js";
import { readerNetworks } from "./reader-networks.js";

const names = async (...options: Parameters<typeof readerNetworks>) => {
  const { network, lines } = await readerNetworks(...options);
  return [network.network.name, lines ? lines.network.name : lines];
};

describe("the networks of a reader", () => {
  it("are those that come with the package, from beside the code or from `base`", async () => {
    expect(await names({})).toEqual(["resnet", "line"]);
    expect(await names({ base: fileURLToPath(new URL(".", readerFile())) })).toEqual(["resnet", "line"]);
    expect(await names({ lines: false })).toEqual(["resnet", false]);
    await expect(names({ base: "/nowhere" })).rejects.toThrow(/^file:\/\/.*\/nowhere\/reader\.safetensors: .* came; copy node_modules/);
  });

  it("are those that are given, decoded or as bytes; beside a given one there is none for lines unless given, too", async () => {
    const [reader, lines] = await Promise.all([readFile(readerFile()), readFile(linesFile())]);
    const nowhere = { base: "/nowhere" };
    expect(await names({ model: reader, ...nowhere })).toEqual(["resnet", false]);
    expect(await names({ model: new Uint8Array(reader).buffer, lines: new Uint8Array(lines).buffer, ...nowhere })).toEqual([
      "resnet",
      "line",
    ]);
    expect(await names({ model: decodeModel(reader, "mine"), lines, ...nowhere })).toEqual(["resnet", "line"]);
  });

  it("may know signs behind the ten digits and none, in their order, and as many as there were when they were trained", () => {
    const network = line();
    const refused = (classNames: readonly string[]) => () => refuseOtherNetwork({ network, classNames } as ModelFile);
    expect(refused(READING_CLASSES)).not.toThrow();
    expect(refused(READING_CLASSES.slice(0, 11))).not.toThrow();
    expect(refused([...READING_CLASSES.slice(0, 10), "other"])).not.toThrow();
    expect(refused(READING_CLASSES.slice(0, 14))).not.toThrow();
    expect(refused([...READING_CLASSES.slice(0, 11), ",", "."])).toThrow(
      "the signs . , - = / ( ) $ x + # * behind them, as one trained by",
    );
    expect(refused([...READING_CLASSES, "~"])).toThrow("tells 24 classes apart");
    expect(refused(READING_CLASSES.slice(0, 10))).toThrow("tells 10 classes apart");
  });

  it("are refused when they are no reader's, or no networks", async () => {
    const classic = await readFile(classicFile());
    await expect(names({ model: classic })).rejects.toThrow(/^loadReader: "classic" tells 10 classes apart; a reader's network knows/);
    await expect(names({ lines: classic })).rejects.toThrow(/^loadReader: "classic" is no network for lines/);
    await expect(names({ model: classic.subarray(0, 100) })).rejects.toThrow(/^loadReader: model /);
    await expect(names({ lines: new ArrayBuffer(3) })).rejects.toThrow(/^loadReader: lines /);
  });
});
