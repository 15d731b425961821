import { describe, expect, it } from "vitest";
import type { WriterProfile } from "../../hands/writer-profile.js";
import type { HandOptions } from "../../recognize/hand-use.js";
import type { Reading } from "../../recognize/reading.js";
import { type CutField, readKnowing } from "./read-written.js";

const profile: WriterProfile = { version: 1, hands: "00000000", digits: 24, counts: [], means: [] };

function fieldOf(name: string, shade: number): CutField {
  const box = { left: 0, top: 0, right: 10, bottom: 10 };
  return {
    field: { name, box, field: "digits", cells: [], printed: "box", required: false },
    cut: {
      ink: { pixels: Uint8Array.of(shade), height: 1, width: 1 },
      box,
      cells: [],
      isBlank: false,
      corners: [],
      toSource: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
  };
}

const WRITTEN = [fieldOf("amount", 1), fieldOf("customer", 2), fieldOf("date", 3)];

/** A reader that says which ink it saw, and hears what it is told of the writer. */
function hearing(status: "accepted" | "review" = "accepted") {
  const told: HandOptions[] = [];
  const read = (shade: number): Reading => {
    const box = { left: 0, top: 0, right: 1, bottom: 1 };
    return { strings: [{ text: `4${255 - shade}`, confidence: 0.9, status, reasons: [], box, digits: [], alternatives: [] }], grids: [] };
  };
  return {
    told,
    read: ({ pixels }: { readonly pixels: ArrayLike<number> }) => read(pixels[0] as number),
    async readTogether(items: readonly { readonly image: { readonly pixels: ArrayLike<number> } }[], options: HandOptions) {
      told.push(options);
      return { readings: items.map(({ image }) => read(image.pixels[0] as number)), context: { from: 2, changed: 1 } };
    },
  };
}

const texts = (readings: readonly Reading[]) => readings.map(({ strings }) => strings[0]?.text);

describe("readKnowing", () => {
  it("looks up the writer whom a field names, and reads the others by that profile", async () => {
    const reader = hearing();
    const asked: string[] = [];
    const profileOf = (name: string) => {
      asked.push(name);
      return profile;
    };
    const { readings, context, notice } = await readKnowing(WRITTEN, { region: "CH", namedBy: "customer" }, { reader, profileOf });
    expect([asked, texts(readings), notice]).toEqual([["42"], ["41", "42", "43"], undefined]);
    expect(reader.told).toEqual([
      { hand: "many", writer: { region: "CH" } },
      { hand: "auto", writer: { region: "CH", profile } },
    ]);
    expect(context).toEqual({ from: 2, changed: 2, writer: "42" });
  });

  it("reads as ever, and says so, where there is no such profile, or the name is not accepted", async () => {
    const told = { namedBy: "customer" };
    const none = await readKnowing(WRITTEN, told, { reader: hearing(), profileOf: () => undefined });
    expect([texts(none.readings), none.notice]).toEqual([["41", "42", "43"], "there is no profile of the writer 42, whom customer names"]);
    const profileOf = () => expect.unreachable("nobody knows the name");
    const unsure = await readKnowing(WRITTEN, told, { reader: hearing("review"), profileOf });
    expect([texts(unsure.readings), unsure.notice]).toEqual([
      ["41", "42", "43"],
      "the writer is not known, as customer is to be looked at",
    ]);
  });

  it("looks nobody up where a profile is told, many people wrote, or the field is blank", async () => {
    const profileOf = () => expect.unreachable("nobody is to be looked up");
    const told = { namedBy: "customer" };
    const reader = hearing();
    await readKnowing(WRITTEN, told, { reader, profileOf, writer: profile });
    await readKnowing(WRITTEN, told, { reader, profileOf, hand: "many" });
    await readKnowing([WRITTEN[0] as CutField], told, { reader, profileOf });
    expect(reader.told).toEqual([{ hand: "auto", writer: { profile } }]);
  });

  it("wants a reader that can be told of a writer", async () => {
    const { read } = hearing();
    await expect(readKnowing(WRITTEN, { region: "CH" }, { reader: { read } })).rejects.toThrow(
      "readForm: writer is an object; a reader with readTogether(), as loadReader() gives it, or nothing is wanted",
    );
  });
});
