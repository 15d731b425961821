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

it("names no path of this machine and no stack: the file of the program and its line", () => {
  const faults: string[] = [];
  const log = serviceLog(undefined, (line) => faults.push(line));
  const told = ["open '/home/ann smith/a.png'", "in C:\\Users\\ann\\b.png", "at file:///srv/app/c.js, /d/e", 'open "C:\\Ann Smith\\f.png"'];
  for (const message of told) log.error({ err: Object.assign(new Error(`ENOENT: no such file, ${message}`), { code: "ENOENT" }) }, "fault");
  expect(faults.join()).not.toMatch(/ann|smith|\.png|srv|d\/e|\n\s+at /i);
  expect(JSON.parse(faults[0] ?? "").err).toEqual({
    type: "Error",
    code: "ENOENT",
    message: "ENOENT: no such file, open '…'",
    at: expect.stringMatching(/^service-log\.test\.ts:\d+$/),
  });
});
