import { describe, expect, it } from "vitest";
import { fileContent } from "./file-content.js";

const weights = { "a.kernel": { shape: [2], data: Float32Array.of(1, 2) }, "b.bias": { shape: [1], data: Float32Array.of(3) } };
const metadata = { architecture: "mine", labels: "[]" };

describe("fileContent", () => {
  it("is the same however the file was packed", () => {
    const { "a.kernel": kernel, "b.bias": bias } = weights;
    const turned = { weights: { "b.bias": bias, "a.kernel": kernel }, metadata: { labels: "[]", architecture: "mine" } };
    expect(fileContent(turned)).toBe(fileContent({ weights, metadata }));
    expect(fileContent({ weights, metadata })).toMatch(/^[0-9a-f]{8}$/);
  });

  it("differs with a weight, a weight's name and what is known of the confidences", () => {
    const others = [
      { weights: { ...weights, "b.bias": { shape: [1], data: Float32Array.of(3.0000002) } }, metadata },
      { weights: { "a.kernel": weights["a.kernel"], "b.bias_": weights["b.bias"] }, metadata },
      { weights, metadata: { ...metadata, temperature: "1.1" } },
    ].map(fileContent);
    expect(new Set([fileContent({ weights, metadata }), ...others]).size).toBe(4);
  });
});
