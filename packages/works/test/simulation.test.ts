import { expect, it } from "vitest";
import { simulate } from "../../../bench/scale/simulate.js";

it("comes to the sum of its parts where nothing waits for anything", () => {
  const { seconds, kept, useOfMachines } = simulate({ pages: 40, page: 2, spread: 0, own: 0.25, job: 0.5, kept: 0.125, wait: 0.125 });
  expect(seconds).toBeCloseTo(40 * (2 + 0.25 + 0.5 + 0.125 + 0.125), 9);
  expect([kept, useOfMachines]).toEqual([40, expect.closeTo((2 + 0.25) / 3, 9)]);
});

it("has workers share cores, and wait for a database that all want", () => {
  const two = { pages: 400, page: 1, spread: 0, machines: 1, coresOfMachine: 2 };
  expect(simulate({ ...two, workers: 4 }).seconds).toBeCloseTo(200, 9);
  expect(simulate({ ...two, workers: 1 }).seconds).toBeCloseTo(400, 9);
  const ended = simulate({ pages: 8000, workers: 100, machines: 100, page: 1, spread: 0.5, job: 0.02, databaseCores: 1 });
  expect(ended.pagesASecond).toBeGreaterThan(48); // 50 are all that the database can
  expect(ended.pagesASecond).toBeLessThanOrEqual(50.001);
  expect(ended.useOfDatabase).toBeGreaterThan(0.96);
});

it("knows that a worker may keep more than one core at work", () => {
  const two = { pages: 400, page: 1, spread: 0, machines: 1, coresOfMachine: 2, coresOfWorker: 1.25 };
  expect(simulate({ ...two, workers: 1 })).toMatchObject({ seconds: 400, useOfMachines: 1.25 / 2 });
  expect(simulate({ ...two, workers: 2 }).seconds).toBeCloseTo((400 * 1.25) / 2, 9);
  expect(simulate({ ...two, workers: 2, coresOfMachine: 1 }).useOfMachines).toBeCloseTo(1, 9);
});

it("agrees with queueing theory: a finite source before one server", () => {
  // Machine repair, Erlang's formula: exponential is near enough to a lognormal of the same spread, as the source's law plays no part under processor sharing.
  const [workers, page, job] = [8, 1, 0.1];
  let [term, sum] = [1, 1];
  for (let n = 1; n <= workers; n++) {
    term *= (workers - n + 1) * (job / page);
    sum += term;
  }
  const wanted = (1 - 1 / sum) / job;
  const { pagesASecond } = simulate({ pages: 15_000, workers, machines: workers, page, spread: 0.8, job });
  expect(Math.abs(pagesASecond / wanted - 1)).toBeLessThan(0.015);
});

it("loses nothing and keeps nothing twice, whatever befalls it, and the same by the same seed", () => {
  const bad = { pages: 3000, together: 8, workers: 6, machines: 3, coresOfMachine: 2, page: 0.5, job: 0.01, kept: 0.002, seed: 4 };
  const faults = { killsAnHour: 60, poison: 0.002, away: [[30, 20] as const, [200, 5] as const] };
  const ended = simulate({ ...bad, ...faults });
  expect(ended).toEqual(simulate({ ...bad, ...faults }));
  expect(ended.kept + ended.setApart).toBe(ended.jobs);
  expect(ended.kills).toBeGreaterThan(0);
  expect(ended.setApart).toBeGreaterThan(0);
  const quiet = simulate(bad);
  expect(quiet.keptPages).toBe(3000);
  expect(ended.seconds).toBeGreaterThan(quiet.seconds + 20);
  expect(simulate({ ...bad, ...faults, seed: 5 }).seconds).not.toBe(ended.seconds);
});

it("tells numbers that are none", () => {
  expect(() => simulate({ pages: -1 })).toThrow("positive numbers");
});
