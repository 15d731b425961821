import { cp, readFile, writeFile } from "node:fs/promises";
import { decodeModel, encodeModel, type Network } from "tenfold";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkplace } from "../../works/test/workplace.js";
import { call, callWell } from "../test/call.js";

inWorkplace();

/** Clears the screen, with the C0 signs and with the C1 sign for the same. */
const clear = "\u001b[2J\u009b2J";

beforeAll(async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--batch-size", "64", "--quiet", "--out", "run");
  await cp("run", "hostile", { recursive: true });
});

/** The network with another kind of layer in the first place. */
function withKind(network: Network, kind: string): Network {
  const [first, ...others] = network.layers;
  return { ...network, layers: [{ ...first, layer: { ...first?.layer, kind } }, ...others] } as Network;
}

describe("a model file that would steer the terminal", () => {
  it.each<[where: string, change: (network: Network) => { network: Network; classNames?: string[] }]>([
    ["the name of its architecture", (network) => ({ network: { ...network, name: clear } })],
    ["its labels", (network) => ({ network, classNames: new Array<string>(10).fill(clear) })],
    ["the kind of a layer", (network) => ({ network: withKind(network, clear) })],
  ])("with %s does not", async (_where, change) => {
    const { network, weights, classNames } = decodeModel(await readFile("run/model.safetensors"), "model");
    await writeFile("hostile/model.safetensors", encodeModel({ weights, classNames, ...change(network) }));
    for (const line of [
      "summary hostile",
      "summary hostile --json",
      "evaluate hostile",
      "predict hostile tiny/t10k-images-idx3-ubyte",
      "report hostile",
    ]) {
      const { out, err } = await call(line.split(" "));
      expect((out + err).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    }
  });
});

it("the labels of a hostile evaluation are escaped in JSON", async () => {
  const evaluation = JSON.parse(await readFile("run/evaluation.json", "utf8"));
  evaluation.perClass[0].label = clear;
  await writeFile("run/evaluation.json", JSON.stringify(evaluation));
  const out = await callWell("train", "--resume", "--out", "run", "--json", "--quiet");
  expect(out).toContain('"label":"\\u001b[2J\\u009b2J"');
});
