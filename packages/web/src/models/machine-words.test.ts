import { expect, it } from "vitest";
import { machineWords, queueWords } from "./machine-words.js";

it("tells of queues and machines what there is to tell", () => {
  expect(queueWords({ kind: "read", waiting: 12, active: 2, givenUp: 0, oldest: 181 })).toBe(
    "Reading: 12 jobs waiting, the oldest for 3 min, 2 at work",
  );
  expect(queueWords({ kind: "train", waiting: 0, active: 0, givenUp: 1, oldest: null })).toBe(
    "Trainings: none waiting, 1 given up this week",
  );
  const machine = { id: "", host: "one", pid: 1, answers: null, state: "working", told: null } as const;
  expect(machineWords({ ...machine, kinds: ["read", "train"], readers: 1, documents: 480, failed: 2 })).toBe(
    "1 reader, 480 documents, 2 could not be read",
  );
  expect(machineWords({ ...machine, kinds: ["train"], readers: 0, documents: 1, failed: 0 })).toBe("Trainings, 1 document");
});
