import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { realData } from "../../test/real-data.js";
import { FormatError } from "../errors.js";
import { parseQmnistLabels } from "./qmnist-labels.js";

/** The bytes of big-endian 32-bit words. */
const file = (...words: readonly number[]) => Uint8Array.from(words.flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));

const first = [5, 4, 2154, 59, 35, 229421, 0, 0];
const second = [0, 0, 9, 1, 30, 7, 0, 0];
const two = file(0xc02, 2, 8, ...first, ...second);

describe("parseQmnistLabels", () => {
  it("reads digit, partition and writer of each row, from the middle of a buffer too", () => {
    const buffer = new Uint8Array(3 + two.length);
    buffer.set(two, 3);
    for (const bytes of [two, buffer.subarray(3)]) {
      expect(parseQmnistLabels(bytes, "f")).toEqual({
        labels: Uint8Array.of(5, 0),
        writers: Uint32Array.of(2154, 9),
        partitions: Uint8Array.of(4, 0),
      });
    }
  });

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    ["nothing", file(), "f is cut short: it has 0 bytes, and QMNIST's labels begin with 12; fetch it again"],
    [
      "images",
      file(0x803, 2, 28, 28),
      "f is not QMNIST's label file: it starts with 0x00000803 and has 28 columns, not 0x00000c02 and 8; pass a file like qmnist-train-labels-idx2-int",
    ],
    [
      "another width",
      file(0xc02, 1, 1, 5),
      "f is not QMNIST's label file: it starts with 0x00000c02 and has 1 columns, not 0x00000c02 and 8; pass a file like qmnist-train-labels-idx2-int",
    ],
    ["a row missing", two.subarray(0, 12 + 32), "f announces 2 rows of 32 bytes, but 32 bytes follow; fetch it again"],
    ["a byte too many", Uint8Array.of(...two, 0), "f announces 2 rows of 32 bytes, but 65 bytes follow; fetch it again"],
    ["rows beyond any file", file(0xc02, 0xffffffff, 8), "f announces 4294967295 rows of 32 bytes, but 0 bytes follow; fetch it again"],
    ["no rows", file(0xc02, 0, 8), "f announces 0 rows of 32 bytes, but 0 bytes follow; fetch it again"],
    [
      "a digit beyond 9",
      file(0xc02, 1, 8, 10, ...first.slice(1)),
      "f is damaged: row 0 tells of digit 10, partition 4, writer 2154; fetch it again",
    ],
    [
      "a writer below 0",
      file(0xc02, 1, 8, 5, 4, -1, 0, 0, 0, 0, 0),
      "f is damaged: row 0 tells of digit 5, partition 4, writer -1; fetch it again",
    ],
  ])("refuses %s", (_what, bytes, sentence) => {
    expect(() => parseQmnistLabels(bytes, "f")).toThrow(new FormatError(sentence));
  });

  const real = realData("qmnist-labels/qmnist-train-labels-idx2-int.gz");
  it.skipIf(!real.there)("reads the published file: 539 writers of MNIST's training images", () => {
    const { labels, writers } = parseQmnistLabels(gunzipSync(readFileSync(real.path)), "qmnist");
    expect(Array.from(labels.subarray(0, 10))).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]); // as in MNIST
    expect([labels.length, new Set(writers).size]).toEqual([60000, 539]);
  });
});
