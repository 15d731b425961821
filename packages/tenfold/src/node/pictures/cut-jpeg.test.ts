import sharp from "sharp";
import { expect, it } from "vitest";
import { decodePages } from "../decode-pages.js";

const END = Buffer.from([0xff, 0xd9]);
const noisy = sharp({
  create: { width: 400, height: 400, channels: 3, background: "#fff", noise: { type: "gaussian", mean: 200, sigma: 30 } },
});
const read = async (bytes: Buffer) => (await decodePages(new Uint8Array(bytes), "scan.jpg").next()).value;

it.each([
  [false, 0.05, "refused"],
  [false, 0.5, "refused"],
  [false, 0.99, "told"],
  [true, 0.05, "refused"],
  [true, 0.9, "refused"],
])("of a JPEG, progressive %s, of which %d is left with a mark that it ends there, the picture is %s", async (progressive, share, what) => {
  const whole = await noisy.clone().jpeg({ progressive, quality: 80 }).toBuffer();
  const cut = Buffer.concat([whole.subarray(0, Math.floor(share * whole.length)), END]);
  if (what === "refused") await expect(read(cut)).rejects.toThrow("scan.jpg is a JPEG whose data end long before its picture does");
  else expect((await read(cut))?.notice).toBe("the data of scan.jpg end a little before its picture does; the last of it may lack");
});

it("reads a JPEG with other things behind its end without a word", async () => {
  const whole = await noisy.clone().jpeg().toBuffer();
  expect(await read(Buffer.concat([whole, Buffer.alloc(100, 7)]))).toEqual(await read(whole));
  expect((await read(whole))?.notice).toBeUndefined();
});
