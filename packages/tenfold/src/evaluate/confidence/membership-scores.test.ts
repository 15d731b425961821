import { describe, expect, it } from "vitest";
import { ShapeError } from "../../errors.js";
import { membershipScores } from "./membership-scores.js";

const noFeatures = new Float32Array(0);
const logits = Float32Array.of(1, 2, 3, 1000, 0, 0);

describe("membershipScores", () => {
  it("gives the energy log Σ exp logit, for huge logits too", () => {
    const energy = membershipScores("energy", { logits, features: noFeatures }, 3);
    expect(energy[0]).toBeCloseTo(Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)), 12);
    expect(energy[1]).toBe(1000);
  });

  it("gives the logarithm of the largest probability", () => {
    const softmax = membershipScores("softmax", { logits, features: noFeatures }, 3);
    expect(softmax[0]).toBeCloseTo(Math.log(Math.exp(3) / (Math.exp(1) + Math.exp(2) + Math.exp(3))), 12);
    expect(softmax[1]).toBeCloseTo(0, 12);
  });

  it("gives the squared distance to the nearest class, as worked by hand", () => {
    // Covariance diag(4, 1): W = diag(1/2, 1). Classes at (0, 0) and (10, 0).
    const geometry = {
      means: { shape: [2, 2], data: Float32Array.of(0, 0, 10, 0) },
      whitening: { shape: [2, 2], data: Float32Array.of(0.5, 0, 0, 1) },
    };
    const features = Float32Array.of(2, 3, 10, 0, 6, 0);
    expect(Array.from(membershipScores("mahalanobis", { logits, features }, 2, geometry))).toEqual([-(1 + 9), -0, -4]);
  });

  it("refuses half a row, and a distance without classes to measure it to", () => {
    expect(() => membershipScores("energy", { logits, features: noFeatures }, 4)).toThrow(ShapeError);
    expect(() => membershipScores("mahalanobis", { logits, features: noFeatures }, 3)).toThrow("mahalanobis wants the geometry");
  });
});
