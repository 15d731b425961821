import { BusyError } from "tenfold";
import { expect, it } from "vitest";
import type { PageReader } from "../reading/page-reader.js";
import { patientReader } from "./patient-reader.js";

const picture = { pixels: new Uint8Array(1), height: 1, width: 1, channels: 1 } as const;
const reading = { strings: [], grids: [] };
const full =
  <T>(times: number, read: T) =>
  async () => {
    if (times-- > 0) throw new BusyError("all readers are at work");
    return read;
  };

it("waits where readers are full, for a page as for the fields of a form that are read together", async () => {
  const reader = { read: full(2, reading), readTogether: full(1, { readings: [reading] }) } as unknown as PageReader;
  const patient = patientReader(reader);
  expect(await patient.read(picture, {} as never)).toBe(reading);
  expect(await patient.readTogether?.([{ image: picture, options: {} as never }], {})).toEqual({ readings: [reading] });
});

it("waits for nothing else, and reads nothing together that cannot be", async () => {
  const torn = new Error("torn");
  const patient = patientReader({ read: () => Promise.reject(torn) } as unknown as PageReader);
  await expect(patient.read(picture, {} as never)).rejects.toBe(torn);
  expect(patient.readTogether).toBeUndefined();
});
