import { expect, it } from "vitest";
import { serviceLog } from "./service-log.js";

it("says faults where nobody wants the log, and nothing else", () => {
  const faults: string[] = [];
  const log = serviceLog(undefined, (line) => faults.push(line));
  log.info("a request");
  log.error({ err: Object.assign(new Error("value 4711 is bad"), { code: "42703" }) }, "a request failed");
  expect(faults.map((line) => JSON.parse(line))).toMatchObject([{ msg: "a request failed", err: { code: "42703" } }]);
  expect(faults.join()).not.toContain("4711");
});

it("says all where the log is wanted, and no fault twice", () => {
  const lines: string[] = [];
  const faults: string[] = [];
  const log = serviceLog(
    (line) => lines.push(line),
    (line) => faults.push(line),
  );
  log.info("a request");
  log.error("a request failed");
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["a request", "a request failed"]);
  expect(faults).toEqual([]);
});
