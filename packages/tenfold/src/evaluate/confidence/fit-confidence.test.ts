import { describe, expect, it } from "vitest";
import { noise } from "../../../test/lab.js";
import { fitConfidence } from "./fit-confidence.js";
import { fitGeometry } from "./fit-geometry.js";
import { membershipScores } from "./membership-scores.js";

/** Two classes around (0, 0) and (8, 0); the features hang together: the second is half the first's chance and its own. */
function rows(count: number, width = 2) {
  const chance = noise(count * width, 3);
  const labels = Array.from({ length: count }, (_, row) => row % 2);
  const features = Float32Array.from({ length: count * width }, (_, index) => {
    const [row, column] = [Math.floor(index / width), index % width];
    const first = chance[row * width] as number;
    return column === 0 ? 8 * (labels[row] as number) + 2 * first : first + (chance[index] as number);
  });
  // Right nine times in ten, at 0.99.
  const sure = (row: number) => (row % 10 === 9 ? 1 - (labels[row] as number) : (labels[row] as number));
  const probabilities = Float32Array.from({ length: count * 2 }, (_, index) => (index % 2 === sure(Math.floor(index / 2)) ? 0.99 : 0.01));
  return { features, labels, classes: 2, probabilities, logits: probabilities.map(Math.log) };
}

describe("fitGeometry", () => {
  it("finds means and covariance: distances of its own rows are as many as there are features, on average", () => {
    const given = rows(4000);
    const geometry = fitGeometry(given);
    expect(geometry?.means.data[2]).toBeCloseTo(8, 0);
    // What whitens must turn Σ = [[4, 2], [2, 2]] into the unit matrix: W Σ Wᵀ = 1.
    const [a = 0, , c = 0, d = 0] = geometry?.whitening.data ?? [];
    expect(a * a * 4).toBeCloseTo(1, 1);
    expect(c * c * 4 + 2 * c * d * 2 + d * d * 2).toBeCloseTo(1, 1);
    expect(a * (4 * c + 2 * d)).toBeCloseTo(0, 1);
    const scores = membershipScores("mahalanobis", given, 2, geometry);
    expect(scores.reduce((sum, score) => sum - score, 0) / 4000).toBeCloseTo(2, 1);
  });

  it("takes the mean of the squares around the means of the classes, with a thousandth more of the variance, by hand", () => {
    // Around 0 and 10, each ±1: variance 1, and W is its root's inverse.
    const geometry = fitGeometry({ features: Float32Array.of(-1, 1, 9, 11), labels: [0, 0, 1, 1], classes: 2 });
    expect(Array.from(geometry?.means.data ?? [])).toEqual([0, 10]);
    expect(geometry?.whitening.data[0]).toBeCloseTo(1 / Math.sqrt(1.001), 6);
  });

  it("finds none where a class has no row, or nothing varies", () => {
    expect(fitGeometry({ ...rows(10), classes: 3 })).toBeUndefined();
    expect(fitGeometry({ features: new Float32Array(20), labels: new Uint8Array(10), classes: 1 })).toBeUndefined();
  });
});

describe("fitConfidence", () => {
  it("takes the distance where the images are enough, and lets 99 of 100 new ones pass", () => {
    const { confidence, notes } = fitConfidence(rows(2000));
    const { membership } = confidence;
    expect([notes, confidence.fittedOn, membership?.score, membership?.accepted]).toEqual([[], 2000, "mahalanobis", 0.99]);
    expect(confidence.temperature).toBeGreaterThan(1); // 99 % sure, 90 % right
    const fresh = rows(6000);
    const scores = membershipScores("mahalanobis", fresh, 2, membership?.geometry).slice(4000);
    const passed = scores.filter((score) => score >= (membership?.threshold ?? 0)).length / scores.length;
    expect(passed).toBeGreaterThan(0.98);
    expect(passed).toBeLessThan(0.998);
    const far = { logits: new Float32Array(2), features: Float32Array.of(4, 12) };
    expect(membershipScores("mahalanobis", far, 2, membership?.geometry)[0]).toBeLessThan(membership?.threshold as number);
  });

  it("scores each half of the images by the other: those that made the geometry would lie too near to it", () => {
    // 240 images for 40 features: a distance from means and covariance that a row helped to make is far too short.
    const membership = fitConfidence(rows(240, 40)).confidence.membership;
    const fresh = membershipScores("mahalanobis", rows(2400, 40), 2, membership?.geometry).slice(240);
    const own = membershipScores("mahalanobis", rows(240, 40), 2, membership?.geometry);
    const passing = (scores: Float64Array) => scores.filter((score) => score >= (membership?.threshold as number)).length / scores.length;
    expect(membership?.score).toBe("mahalanobis");
    expect(passing(own)).toBe(1);
    expect(passing(fresh)).toBeGreaterThan(0.985);
  });

  it("takes the energy where there are too few images for the features", () => {
    const { membership } = fitConfidence(rows(150, 40)).confidence;
    expect([membership?.score, membership?.geometry]).toEqual(["energy", undefined]);
    expect(membership?.threshold).toBeCloseTo(0, 6); // Σ exp log p = 1
  });

  it("says what three images cannot tell", () => {
    const { confidence, notes } = fitConfidence(rows(3));
    expect(confidence).toEqual({ temperature: 1, fittedOn: 3 });
    expect(notes).toEqual([
      "Not enough data to fit a temperature: 3 validation images, at least 100 are needed.",
      "Nothing tells other things from the classes: 3 validation images, at least 100 are needed.",
    ]);
  });
});
