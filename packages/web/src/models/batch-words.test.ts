import { describe, expect, it } from "vitest";
import { batchWords } from "./batch-words.js";

describe("a batch", () => {
  it("is told with what came of its documents, and nothing that is none", () => {
    const none = { id: "1", name: "", waiting: 0, reading: 0, failed: 0, cancelled: 0, toReview: 0 };
    expect(batchWords({ ...none, state: "finished", documents: 1, read: 1 })).toBe("is finished: 1 of 1 document read");
    expect(
      batchWords({ ...none, state: "closed", documents: 12, read: 6, reading: 2, waiting: 3, failed: 1, cancelled: 0, toReview: 4 }),
    ).toBe("takes no more: 6 of 12 documents read, 2 being read, 3 waiting, 1 could not be, 4 fields to look at");
  });
});
