import { type PlotSpec, theme } from "tenfold";
import { expect, test } from "vitest";
import { fullRun } from "../../test/example-run.js";
import { renderSvg } from "../pages/render.js";
import { plotsOf } from "./plots.js";

const STORED = ["accuracy", "loss", "learning-rate", "confusion", "robustness"] as const;
const specs = STORED.map((name) => [name, plotsOf(fullRun).get(name)?.spec as PlotSpec] as const);

test.each(specs)("the %s plot looks as stored", async (name, spec) => {
  await expect(await renderSvg(spec, theme("light"))).toMatchFileSnapshot(`__snapshots__/${name}.svg`);
});

test("a picture has no ids, so that several can stand in one page", async () => {
  for (const { spec } of plotsOf(fullRun).values()) expect(await renderSvg(spec, theme("light"))).not.toMatch(/ id=|url\(/);
});
