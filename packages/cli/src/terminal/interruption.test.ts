import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listen } from "./interruption.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("listen", () => {
  it("takes the first signal for the wish to stop, and ends the process at the second", () => {
    const process = Object.assign(new EventEmitter(), { exit: vi.fn() });
    const { signal } = listen(process);
    expect(signal.aborted).toBe(false);
    process.emit("SIGINT");
    expect(signal.aborted).toBe(true);
    vi.advanceTimersByTime(301);
    process.emit("SIGTERM");
    expect(process.exit.mock.calls).toEqual([[130]]);
  });

  it("takes two signals at about the same time for one wish", () => {
    const process = Object.assign(new EventEmitter(), { exit: vi.fn() });
    listen(process);
    process.emit("SIGINT");
    vi.advanceTimersByTime(100);
    process.emit("SIGINT");
    expect(process.exit).not.toHaveBeenCalled();
  });

  it("leaves signals alone in the end", () => {
    const process = Object.assign(new EventEmitter(), { exit: vi.fn() });
    const { signal, end } = listen(process);
    end();
    process.emit("SIGINT");
    expect([signal.aborted, process.eventNames()]).toEqual([false, []]);
  });
});
