import { architectures, classic, quick, summarize, summary } from "tenfold";
import { expect, it } from "vitest";
import { call, callWell } from "../../test/call.js";
import { inWorkplace } from "../../test/workplace.js";

inWorkplace();

it("shows the seed network when nothing is said, and an architecture by its name", async () => {
  expect(await call(["summary"])).toEqual({ code: 0, out: summary(classic()), err: "" });
  expect(await callWell("summary", "quick")).toBe(summary(quick()));
  expect(JSON.parse(await callWell("summary", "--json"))).toEqual(summarize(classic()));
});

it("shows the network of a run", async () => {
  await callWell("train", "--data", "tiny", "--epochs", "1", "--no-evaluate", "--quiet", "--out", "run");
  expect(await callWell("summary", "run")).toBe(summary(quick()));
  expect(await callWell("summary", "run/model.safetensors")).toBe(summary(quick()));
});

it("says that there is no such thing", async () => {
  const neither = `tenfold: clasic is neither an architecture (${Object.keys(architectures).join(", ")}) nor a file; check the spelling\n`;
  expect(await call(["summary", "clasic"])).toEqual({ code: 1, out: "", err: neither });
});
