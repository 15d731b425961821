import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError, InputError, ShapeError } from "../../errors.js";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.js";

/** A file with this text as its header, then `size` bytes of data; `announced` lies about the length of the header. */
function file(header: string | Uint8Array, size = 0, announced?: bigint): Uint8Array {
  const json = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + json.length + size);
  new DataView(bytes.buffer).setBigUint64(0, announced ?? BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

const info = (shape: string, offsets: string, dtype = '"F32"') => `{"dtype":${dtype},"shape":${shape},"data_offsets":${offsets}}`;

describe("encodeSafetensors", () => {
  it("writes what the reference implementation writes", () => {
    // The vector of the format's own test, `test_serialization`.
    const data = Float32Array.of(0, 1, 2, 3, 4, 5);
    const header = '{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}';
    const expected = file(header, 24);
    expected.set([0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64], 72);
    expect(header.length).toBe(64);
    expect(encodeSafetensors({ "attn.0": { shape: [1, 2, 3], data } })).toEqual(expected);
  });

  it("pads the header with spaces to 8 bytes, also when there is nothing in it", () => {
    expect(encodeSafetensors({})).toEqual(file("{}      "));
    expect(encodeSafetensors({}, { framework: "pt" })).toEqual(file('{"__metadata__":{"framework":"pt"}}     '));
  });

  it("gives the same bytes in whatever order names come", () => {
    const [one, two, ten] = [1, 2, 10].map((number) => ({ shape: [], data: Float32Array.of(number) })) as [never, never, never];
    const bytes = encodeSafetensors({ b: two, 10: ten, a: one }, { z: "1", 5: "2" });
    expect(encodeSafetensors({ a: one, b: two, 10: ten }, { 5: "2", z: "1" })).toEqual(bytes);
    expect(new TextDecoder().decode(bytes.subarray(8)).indexOf('"10"')).toBeLessThan(80);
    expect(Object.values(decodeSafetensors(bytes, "f").tensors).map(({ data }) => data[0])).toEqual([10, 1, 2]);
  });

  it("refuses a tensor whose floats do not fill its shape", () => {
    const refused = (shape: number[], floats: number, sentence: string) =>
      expect(() => encodeSafetensors({ W: { shape, data: new Float32Array(floats) } })).toThrow(new ShapeError(sentence));
    refused([2, 3], 5, 'safetensors: tensor "W" has 5 floats, but its shape is [2, 3]; mend one of them');
    refused([-1, -5], 5, 'safetensors: tensor "W" has 5 floats, but its shape is [-1, -5]; mend one of them');
    refused([2.5, 2], 5, 'safetensors: tensor "W" has 5 floats, but its shape is [2.5, 2]; mend one of them');
  });

  it("refuses the names that a reader would take for something else", () => {
    for (const name of ["__metadata__", "__proto__"]) {
      const tensors = Object.fromEntries([[name, { shape: [], data: Float32Array.of(1) }]]);
      expect(() => encodeSafetensors(tensors)).toThrow(
        new InputError(`safetensors: a tensor cannot be called ${name}; choose another name`),
      );
    }
  });
});

describe("the types of tensors", () => {
  it("F16 and I8 take 2 bytes and 1, and come back as they were", () => {
    const half = { shape: [3], type: "F16", data: Float32Array.of(1, -0.5, 65504) } as const;
    const whole = { shape: [3], type: "I8", data: Float32Array.of(-128, 0, 127) } as const;
    const bytes = encodeSafetensors({ half, whole });
    expect(new TextDecoder().decode(bytes.subarray(8))).toContain('"half":{"dtype":"F16","shape":[3],"data_offsets":[0,6]}');
    expect([...bytes.subarray(-9)]).toEqual([0x00, 0x3c, 0x00, 0xb8, 0xff, 0x7b, 0x80, 0x00, 0x7f]);
    expect({ ...decodeSafetensors(bytes, "f").tensors }).toEqual({ half, whole });
  });

  it("BF16 is the upper half of a float", () => {
    const bytes = file(`{"W":${info("[2]", "[0,4]", '"BF16"')}}`, 4);
    bytes.set([0x80, 0x3f, 0x49, 0xc0], bytes.length - 4);
    const { tensors } = decodeSafetensors(bytes, "f");
    expect(tensors.W).toEqual({ shape: [2], type: "BF16", data: Float32Array.of(1, -3.140625) });
    expect(encodeSafetensors(tensors).subarray(-4)).toEqual(bytes.subarray(-4));
  });

  it.each([
    ["F16", 70000, "F16, which ends at 65504"],
    ["I8", 0.5, "I8, whole numbers from -128 to 127"],
    ["I8", 128, "I8, whole numbers from -128 to 127"],
  ] as const)("%s refuses %d", (type, value, kind) => {
    const sentence = `safetensors: tensor "W" holds ${value}, which does not fit ${kind}; store it as F32`;
    expect(() => encodeSafetensors({ W: { shape: [1], type, data: Float32Array.of(value) } })).toThrow(new InputError(sentence));
  });
});

describe("decodeSafetensors", () => {
  const name = fc.string({ unit: "grapheme" }).filter((text) => !["__metadata__", "__proto__"].includes(text));
  const tensor = fc.array(fc.nat(4), { maxLength: 4 }).chain((shape) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return fc.record({ shape: fc.constant(shape), data: fc.float32Array({ minLength: length, maxLength: length }) });
  });

  it("reads back whatever was written", () => {
    const contents = fc.record({ tensors: fc.dictionary(name, tensor), metadata: fc.dictionary(name, fc.string({ unit: "grapheme" })) });
    fc.assert(
      fc.property(contents, ({ tensors, metadata }) => {
        const read = decodeSafetensors(encodeSafetensors(tensors, metadata), "f");
        expect({ ...read.tensors }).toEqual({ ...tensors });
        expect({ ...read.metadata }).toEqual({ ...metadata });
      }),
    );
  });

  it("keeps every bit of a float, also of a NaN, of -0 and of the smallest", () => {
    const words = Uint32Array.of(0x7fc12345, 0xffa00001, 0x80000000, 1, 0x7f800000);
    const bytes = encodeSafetensors({ W: { shape: [5], data: new Float32Array(words.buffer) } });
    const data = decodeSafetensors(bytes, "f").tensors.W?.data as Float32Array;
    expect(new Uint32Array(data.buffer)).toEqual(words);
  });

  it("reads numbers that lie at odd bytes, and a file that lies inside another buffer", () => {
    const bytes = file(`{"W":${info("[1]", "[0,4]")}} `, 4);
    new DataView(bytes.buffer).setFloat32(bytes.length - 4, 1.5, true);
    expect((bytes.length - 4) % 4).not.toBe(0);
    const buffer = new Uint8Array(bytes.length + 3);
    buffer.set(bytes, 3);
    expect(decodeSafetensors(bytes, "f").tensors).toEqual({ W: { shape: [1], data: Float32Array.of(1.5) } });
    expect(decodeSafetensors(buffer.subarray(3), "f").tensors).toEqual({ W: { shape: [1], data: Float32Array.of(1.5) } });
  });

  it("reads tensors in whatever order, empty ones and single numbers, and overlooks what other writers add", () => {
    const header = `{"b":${info("[]", "[4,8]")},"none":${info("[0,3]", "[4,4]")},"a":{"note":[{}],${info("[1,1]", "[0,4]").slice(1)}}`;
    const { tensors } = decodeSafetensors(file(header, 8), "f");
    expect(Object.keys(tensors)).toEqual(["b", "none", "a"]);
    expect(tensors.none).toEqual({ shape: [0, 3], data: new Float32Array(0) });
    expect(tensors.b?.shape).toEqual([]);
  });

  it("has no names but those of the file", () => {
    const { tensors, metadata } = decodeSafetensors(file("{}"), "f");
    expect([tensors.constructor, metadata.toString]).toEqual([undefined, undefined]);
  });

  const W = (shape: string, offsets: string, dtype?: string) => `{"W":${info(shape, offsets, dtype)}}`;
  const notSafetensors = (fault: string) => `f is not a safetensors file: ${fault}; pass a .safetensors file`;
  const cutShort = (fault: string) => `f is cut short: ${fault}; fetch or save it again`;
  const damaged = (fault: string) => `f is a damaged safetensors file: ${fault}; fetch or save it again`;
  const deep = `{"a":${"[".repeat(1_000_000)}`;
  const long = "x".repeat(1000);

  it.each<[what: string, bytes: Uint8Array, sentence: string]>([
    ["nothing", new Uint8Array(0), "f is empty, and a safetensors file starts with 8 that tell its length; fetch or save it again"],
    ["seven bytes", new Uint8Array(7), cutShort("it has 7 bytes, and a safetensors file starts with 8 that tell its length")],
    ["no header", file(""), notSafetensors("its header is not JSON")],
    ["a header cut short", file("{}", 0, 9n), cutShort("it announces a header of 9 bytes, but 2 follow")],
    [
      "a header above the limit",
      file("{}", 0, 100_000_001n),
      notSafetensors("it announces a header of 100000001 bytes, and the format allows 100000000"),
    ],
    [
      "a header of 2^64 - 8 bytes",
      file("{}", 0, 2n ** 64n - 8n),
      notSafetensors("it announces a header of 18446744073709551608 bytes, and the format allows 100000000"),
    ],
    [
      "a zip, as PyTorch writes",
      file("", 0, 0x08080000_04034b50n),
      notSafetensors("it announces a header of 578712552184433488 bytes, and the format allows 100000000"),
    ],
    ["not UTF-8", file(Uint8Array.of(0x7b, 0xff, 0x7d)), notSafetensors("its header is not UTF-8 text")],
    ["a byte order mark", file("\ufeff{}"), notSafetensors("its header is not JSON")],
    ["not JSON", file("{]"), notSafetensors("its header is not JSON")],
    ["an open string", file('{"W'), notSafetensors("its header is not JSON")],
    ["zeros for padding", file("{}\0\0"), notSafetensors("its header is not JSON")],
    ["two documents", file("{}{}"), notSafetensors("its header is not JSON")],
    ["an array", file("[]"), notSafetensors("its header is not a JSON object")],
    ["null", file("null"), notSafetensors("its header is not a JSON object")],
    ["a million brackets", file(deep), notSafetensors("its header nests deeper than 8 levels")],
    ["a tensor twice", file(`{"W":${info("[1]", "[0,4]")},"W":${info("[2]", "[0,8]")}}`, 8), damaged('its header has "W" twice')],
    [
      "a tensor twice, once escaped",
      file(`{"W":${info("[1]", "[0,4]")}, "\\u0057" :${info("[2]", "[0,8]")}}`, 8),
      damaged('its header has "W" twice'),
    ],
    [
      "a shape twice",
      file('{"W":{"dtype":"F32","shape":[1],"shape":[2],"data_offsets":[0,8]}}', 8),
      damaged('its header has "shape" twice'),
    ],
    ["metadata twice", file('{"__metadata__":{},"__metadata__":{}}'), damaged('its header has "__metadata__" twice')],
    ["a tensor called __proto__", file(`{"__proto__":${info("[1]", "[0,4]")}}`, 4), damaged("its header uses the name __proto__")],
    ["metadata called __proto__", file('{"__metadata__":{"__proto__":"x"}}'), damaged("its header uses the name __proto__")],
    ["metadata that is a list", file('{"__metadata__":["x"]}'), damaged("its __metadata__ is not an object of texts")],
    ["metadata that is null", file('{"__metadata__":null}'), damaged("its __metadata__ is not an object of texts")],
    ["metadata with a number", file('{"__metadata__":{"seed":1}}'), damaged('its __metadata__ has "seed", which is not a text')],
    ["a tensor that is a number", file('{"W":1}'), damaged('its tensor "W" is not described by an object')],
    ["a tensor without a type", file('{"W":{"shape":[1],"data_offsets":[0,4]}}', 4), damaged('its tensor "W" has no dtype')],
    [
      "whole numbers of 64 bits",
      file(W("[1]", "[0,8]", '"I64"'), 8),
      'f cannot be read: its tensor "W" has the type "I64", and F32, F16, BF16, I8 are read; save it as F32, which is float32',
    ],
    [
      "half floats of as many bytes as floats",
      file(W("[2]", "[0,8]", '"F16"'), 8),
      damaged('its tensor "W" has 8 bytes, which is not what its shape [2] takes'),
    ],
    [
      "an unknown type",
      file(W("[2]", "[0,4]", '"X99"'), 4),
      'f cannot be read: its tensor "W" has the type "X99", and F32, F16, BF16, I8 are read; save it as F32, which is float32',
    ],
    ["no shape", file('{"W":{"dtype":"F32","data_offsets":[0,4]}}', 4), damaged('its tensor "W" has no shape of whole numbers from 0')],
    ["a negative size", file(W("[-1]", "[0,4]"), 4), damaged('its tensor "W" has no shape of whole numbers from 0')],
    ["minus nothing", file(W("[-0]", "[0,0]")), damaged('its tensor "W" has no shape of whole numbers from 0')],
    ["a fraction", file(W("[0.5,2]", "[0,4]"), 4), damaged('its tensor "W" has no shape of whole numbers from 0')],
    ["a size beyond 2^53", file(W("[9007199254740993,0]", "[0,0]")), damaged('its tensor "W" has no shape of whole numbers from 0')],
    ["a size as text", file(W('["1"]', "[0,4]"), 4), damaged('its tensor "W" has no shape of whole numbers from 0')],
    [
      "a product that is 0 in 64 bits",
      file(W("[4294967296,4294967296]", "[0,0]")),
      damaged('its tensor "W" has 0 bytes, which is not what its shape [4294967296, 4294967296] takes'),
    ],
    [
      "a product beyond all numbers, times 0",
      file(W(`[${"9e15,".repeat(20)}0]`, "[0,0]")),
      damaged('its tensor "W" has 0 bytes, which is not what its shape [9000000000000000, 9000000000000000, 9000000000000000, 9000… takes'),
    ],
    ["a shape that wants more", file(W("[2]", "[0,4]"), 4), damaged('its tensor "W" has 4 bytes, which is not what its shape [2] takes')],
    ["no offsets", file('{"W":{"dtype":"F32","shape":[1]}}', 4), damaged('its tensor "W" has no data_offsets of two whole numbers from 0')],
    ["one offset", file(W("[1]", "[4]"), 4), damaged('its tensor "W" has no data_offsets of two whole numbers from 0')],
    ["a negative offset", file(W("[1]", "[-4,0]"), 4), damaged('its tensor "W" has no data_offsets of two whole numbers from 0')],
    ["offsets the wrong way round", file(W("[1]", "[4,0]"), 4), damaged('its tensor "W" ends at byte 0, before it begins at byte 4')],
    ["data cut short", file(W("[2]", "[0,8]"), 7), cutShort('its tensor "W" ends at byte 8, but it has 7')],
    [
      "tensors that overlap",
      file(`{"a":${info("[2]", "[0,8]")},"b":${info("[2]", "[4,12]")}}`, 12),
      damaged('its tensor "b" begins inside another, at byte 4'),
    ],
    [
      "two tensors in one place",
      file(`{"a":${info("[1]", "[0,4]")},"b":${info("[1]", "[0,4]")}}`, 4),
      damaged('its tensor "b" begins inside another, at byte 0'),
    ],
    ["a hole at the start", file(W("[1]", "[4,8]"), 8), damaged("its bytes 0 to 4 belong to no tensor")],
    [
      "a hole between",
      file(`{"a":${info("[1]", "[0,4]")},"b":${info("[1]", "[8,12]")}}`, 12),
      damaged("its bytes 4 to 8 belong to no tensor"),
    ],
    ["bytes at the end", file(W("[1]", "[0,4]"), 5), damaged("its tensors end at byte 4, but its data at byte 5")],
    ["a name as long as a page", file(`{"${long}":1}`), damaged(`its tensor "${"x".repeat(59)}…" is not described by an object`)],
    ["a name that steers the terminal", file('{"\\u001b[2J\\u009b":1}'), damaged('its tensor "?[2J?" is not described by an object')],
  ])("refuses %s", (_what, bytes, sentence) => {
    expect(() => decodeSafetensors(bytes, "f")).toThrow(new FormatError(sentence));
  });

  it("answers a file damaged anywhere with a FormatError or tensors, never with another error", () => {
    const bytes = encodeSafetensors(
      { a: { shape: [2], data: Float32Array.of(1, 2) }, b: { shape: [], data: Float32Array.of(3) } },
      { k: "v" },
    );
    const damage = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255), length: fc.nat(bytes.length) });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        const damaged = bytes.slice(0, damages[0]?.length === 0 ? 0 : bytes.length);
        for (const { at, byte } of damages) damaged[at] = byte;
        try {
          decodeSafetensors(damaged, "f");
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
    );
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.subarray(0, length), "f")).toThrow(FormatError);
    }
  });
});
