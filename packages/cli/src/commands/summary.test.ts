import { architectures, classic, pretrained, quick, resnet, summarize, summary } from "tenfold";
import { expect, it } from "vitest";
import { inWorkplace } from "../../../works/test/workplace.js";
import { call, callWell } from "../../test/call.js";

inWorkplace();

it("shows the seed network when nothing is said, and an architecture by its name", async () => {
  expect(await call(["summary"])).toEqual({ code: 0, out: summary(classic()), err: "" });
  expect(await callWell("summary", "quick")).toBe(summary(quick()));
  expect(JSON.parse(await callWell("summary", "--json"))).toEqual(summarize(classic()));
});

it("shows an architecture with other options, and says which there are", async () => {
  expect(await callWell("summary", "resnet", "--with", "depth=14, width=16")).toBe(summary(resnet({ depth: 14, width: 16 })));
  const refused: readonly [options: string[], sentence: string][] = [
    [["resnet", "--with", "dept=14"], 'architecture "resnet" has no option "dept"; did you mean depth?'],
    [["resnet", "--with", "depth=9"], "resnet({ depth: 9, width: 32 }): depth is 8, 14, 20, …, width a positive whole number"],
    [["reader", "--with", "width=8"], "--with: reader is a trained network, whose layers are as they are; leave the option out"],
    [["resnet", "--with", "depth=8,depth=14"], "option '--with <options>' argument 'depth=8,depth=14' is invalid; depth is told twice"],
    [
      ["resnet", "--with", "deep"],
      "option '--with <options>' argument 'deep' is invalid; names and whole numbers, as in depth=14,width=48, are wanted",
    ],
  ];
  for (const [options, sentence] of refused)
    expect(await call(["summary", ...options])).toEqual({ code: 2, out: "", err: `tenfold: ${sentence}\n` });
});

it("shows the networks that come with the program, also those of no architecture's name", async () => {
  for (const name of ["reader", "lines"] as const) {
    const { network } = await pretrained(name);
    expect(await callWell("summary", name)).toBe(summary(network));
  }
});

it("shows the network of a run", async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--no-evaluate", "--quiet", "--out", "run");
  expect(await callWell("summary", "run")).toBe(summary(quick()));
  expect(await callWell("summary", "run/model.safetensors")).toBe(summary(quick()));
});

it("says that there is no such thing", async () => {
  const neither = (what: string) => `tenfold: ${what} is neither an architecture (${Object.keys(architectures).join(", ")}) nor a file; `;
  expect(await call(["summary", "clasic"])).toEqual({ code: 1, out: "", err: `${neither("clasic")}did you mean classic?\n` });
  expect(await call(["summary", "run-17"])).toEqual({ code: 1, out: "", err: `${neither("run-17")}check the spelling\n` });
});
