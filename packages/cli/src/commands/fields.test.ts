import { fieldKinds } from "tenfold/recognize";
import { describe, expect, it } from "vitest";
import { call, callWell } from "../../test/call.js";

describe("fields", () => {
  it("lists every kind in a line, with an example", async () => {
    const lines = (await callWell("fields")).split("\n");
    expect(lines[0]).toMatch(/^Kind +As written +What it is$/);
    expect(lines.slice(1, fieldKinds.length + 1).map((line) => line.split(" ")[0])).toEqual(fieldKinds.map(({ name }) => name));
    expect(lines).toContain("us-zip     90210                 US ZIP code: 5 digits, 00501 to 99950");
  });

  it("tells of one with its options, and how to ask for it", async () => {
    const text = await callWell("fields", "amount");
    expect(text).toMatch(/^amount: amount of money: /);
    expect(text).toContain('\n  1 to 17 digits; "$1,234.50--" is read as "1234.50", for programs "123450"\n');
    expect(text).toMatch(/\n {2}decimals {2}digits of the smaller unit/);
    expect(text).toMatch(/\n {2}outside {3}the probability/);
    expect(text).toContain(`\n  $ tenfold read photo.png --field '{"kind":"amount","allowed":["1234.50"]}'\n`);
    expect(await callWell("fields", "digits")).toContain('\n  1 digit or more; "0042" is read as "0042"\n');
  });

  it("gives field descriptions that read takes", async () => {
    const { fieldOf } = await import("tenfold/recognize");
    for (const { name } of fieldKinds) {
      const [, json = ""] = /--field '(.*)'\n/.exec(await callWell("fields", name)) ?? [];
      expect(fieldOf(JSON.parse(json)).kind).toBe(name);
    }
  });

  it("prints JSON", async () => {
    const { kinds, commonOptions } = JSON.parse(await callWell("fields", "--json"));
    expect(kinds).toHaveLength(fieldKinds.length);
    expect(kinds[0].digits).toEqual({ least: 1, most: null });
    expect(Object.keys(commonOptions)).toEqual(["allowed", "prior", "outside"]);
    expect(JSON.parse(await callWell("fields", "us-zip", "--json")).kinds).toEqual([
      {
        name: "us-zip",
        description: "US ZIP code: 5 digits, 00501 to 99950",
        example: { written: "90210", text: "90210", value: "90210" },
        options: {},
        digits: { least: 5, most: 5 },
      },
    ]);
  });

  it("names the kind that was probably meant", async () => {
    expect(await call(["fields", "us-zp"])).toEqual({
      code: 2,
      out: "",
      err: 'tenfold: there is no kind of field "us-zp"; did you mean us-zip?\n',
    });
  });
});
