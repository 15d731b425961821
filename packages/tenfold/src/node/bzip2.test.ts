import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { bunzip2 } from "./bzip2.js";

/** "ink on paper\n", as bzip2 1.0.8 packs it. */
const ink = Buffer.from("QlpoOTFBWSZTWTPfgJsAAALRgAAQQAAiKdAAIAAiAGnqEAMDUNcgm48XckU4UJAz34Cb", "base64");
/** Five million zeros. */
const bomb = Buffer.from("QlpoOTFBWSZTWabi8/QAJkvAAsAACAAACCAAMMwFKaapEUbAoijxdyRThQkKbi8/QA==", "base64");

describe("bunzip2", () => {
  it("unpacks a stream, and several behind each other, as bzip2 does", () => {
    expect(Buffer.from(bunzip2(ink, "f")).toString()).toBe("ink on paper\n");
    expect(Buffer.from(bunzip2(Buffer.concat([ink, ink]), "f")).toString()).toBe("ink on paper\nink on paper\n");
    expect(Buffer.compare(bunzip2(bomb, "f"), new Uint8Array(5_000_000))).toBe(0);
  });

  it("stops a bomb at the limit", () => {
    const sentence = "f unpacks to more than 1000000 bytes; pass the files of one dataset";
    expect(() => bunzip2(bomb, "f", 1_000_000)).toThrow(new FormatError(sentence));
  });

  it("refuses what is cut short, damaged or of another kind", () => {
    const damaged = new FormatError("f is damaged bzip2; fetch it again");
    for (let length = 0; length < ink.length; length++) expect(() => bunzip2(ink.subarray(0, length), "f")).toThrow(damaged);
    const changed = Buffer.from(ink);
    changed[30] = (changed[30] as number) ^ 1;
    expect(() => bunzip2(changed, "f")).toThrow(damaged);
    expect(() => bunzip2(Buffer.from("text"), "f")).toThrow(damaged);
  });
});
