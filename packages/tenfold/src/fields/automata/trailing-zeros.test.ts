import { describe, expect, it } from "vitest";
import { fieldOf } from "../field-of.js";
import { weightOf } from "./automaton.js";
import { trailingZeros } from "./trailing-zeros.js";

describe("trailingZeros", () => {
  const automaton = trailingZeros();

  it("weighs texts such that even numbers weigh 1 on average", () => {
    let sum = 0;
    for (let number = 0; number < 1e6; number++) sum += Math.exp(weightOf(automaton, String(number).padStart(6, "0")));
    expect(sum / 1e6).toBeCloseTo(1, 6);
  });

  it("takes round amounts for likelier, and leaves what stands behind a stroke alone", () => {
    const weight = (text: string) => weightOf(automaton, text);
    expect(weight("1000")).toBeGreaterThan(weight("1010"));
    expect(weight("1010")).toBeGreaterThan(weight("1011"));
    expect(weight("75/100")).toBe(weight("75"));
  });

  it("weighs by the share of amounts that end in so many zeros, over that of even numbers", () => {
    const weight = (text: string) => Math.exp(weightOf(automaton, text));
    const shares = [0.5, 0.15, 0.12, 0.13, 0.06];
    for (const [zeros, share] of shares.entries()) expect(weight(`7${"0".repeat(zeros)}`)).toBeCloseTo(share / (0.9 * 0.1 ** zeros), 6);
    expect(weight("700000")).toBeCloseTo(0.04 / 1e-5, 6);
    expect(weight("70000000")).toBeCloseTo(0.04 / 1e-5, 6);
  });

  it("is what amounts are weighed by, unless every one is to be as likely or a list says more", () => {
    const weights = (spec: Parameters<typeof fieldOf>[0]) => ["5000", "5008"].map((text) => weightOf(fieldOf(spec).automaton, text));
    const [round = 0, odd = 0] = weights({ kind: "amount", decimals: 0 });
    expect(round - odd).toBeCloseTo(Math.log((0.13 / 0.0009) * (0.9 / 0.5)), 6);
    const [one, other] = weights({ kind: "amount", decimals: 0, even: true });
    expect(one).toBe(other);
    const [listed, twin] = weights({ kind: "amount", decimals: 0, allowed: ["5000", "5008"] });
    expect(listed).toBeCloseTo(twin as number, 9);
    expect(() => fieldOf({ kind: "amount", even: "yes" })).toThrow(/even is true or false/);
  });
});
