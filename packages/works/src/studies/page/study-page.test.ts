import { describe, expect, it } from "vitest";
import { exampleStudy } from "../../../test/example-study.js";
import { STUDIES } from "../study-options.js";
import { resultsCsv } from "./results-csv.js";
import { studyPage } from "./study-page.js";

const headings = (html: string) => [...html.matchAll(/<h[12]>([^<]*)<\/h[12]>/g)].map(([, text]) => text?.replaceAll("\u00a0", " "));

describe("the page of a study", () => {
  it("of augmentation tells the gain, how sure it is, the cost, the runs and the recipe", async () => {
    const html = await studyPage(exampleStudy("augmentation"));
    expect(headings(html)).toEqual([
      "Augmentation: +20.00 points of accuracy at equal epochs, here equal time as well",
      "How accurate",
      "More than luck?",
      "Cost",
      "Every run",
      "Recipe",
      "Data and machine",
    ]);
    expect(html).toContain("95\u00a0% interval over 3 seeds");
    expect(html).toContain("corrected for all 3 tests of this page (Holm)");
    expect(html).toContain("n = 3 (3 seeds)");
  });

  it("of architectures has a Pareto plot a cost, drawn from validation images", async () => {
    const html = await studyPage(exampleStudy("architectures"));
    expect(html.match(/<figure>/g)).toHaveLength(5);
    expect(html).toContain("Accuracy on 120 validation images over parameters; on the Pareto front: quick.");
    expect(headings(html)[0]).toBe("Best on validation images: quick, with 90.00 ± 0.00 % of the test images right");
    expect(html).toContain("the 10 test images judged it and chose nothing");
    expect(html).toContain('quick <span class="chosen">✓ chosen</span>');
  });

  it("of seeds tells their spread, and what another draw of images would do", async () => {
    const html = await studyPage(exampleStudy("seeds"));
    expect(headings(html)[0]).toBe("90.00 ± 0.00 % of 10 test images right over 3 seeds");
    expect(html).toContain("would by itself move the accuracy by 9.49 points"); // √(0.9 · 0.1 / 10)
    expect(headings(html)).not.toContain("More than luck?");
  });

  it.each(STUDIES)("of %s with a single seed has no hole, and claims no spread", async (kind) => {
    const results = exampleStudy(kind, [42]);
    for (const text of [await studyPage(results), resultsCsv(results)]) {
      expect(text).not.toMatch(/NaN|undefined|Infinity|\[object|± null/);
    }
    expect(await studyPage(results)).not.toContain("±\u00a0");
  });

  it.each(STUDIES)("of %s asks the network for nothing, and lets no name become a tag", async (kind) => {
    const html = await studyPage(exampleStudy(kind));
    expect(html).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script|@import|url\(|classic <b>/);
    const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] as string);
    expect(links.filter((link) => !link.startsWith("data:"))).toEqual([]);
  });
});

describe("results.csv", () => {
  it("has a line a run, names in quotes where they need them", () => {
    const lines = resultsCsv(exampleStudy("augmentation", [42])).split("\n");
    expect(lines).toEqual([
      "setting,seed,epochs,best_epoch,seconds,seconds_per_epoch,parameters,multiply_adds,latency_ms,validation_images,validation_accuracy,validation_loss,test_images,test_accuracy,test_loss",
      "with augmentation,42,3,2,12,4,135930,8000000,0.2,120,0.99,0.03,10,0.9,0.031",
      '"without, equal epochs",42,4,2,22,5.5,271860,16000000,1.2,120,0.98,0.03,10,0.7,0.031',
      "",
    ]);
  });
});
