import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { NoRoomError, refuseWithoutRoom } from "./room-on-disk.js";

it("leaves room for what goes on by itself, and more of it to requests than to jobs", async () => {
  const folder = tmpdir();
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  expect(await refuseWithoutRoom(folder, { what: "job" })).toBeUndefined();
  expect(await refuseWithoutRoom(folder, { bytes: 1_000_000, what: "request" })).toBeUndefined();
  const nearly = Math.ceil((free - 40_000_000) / 3); // three times this leaves less than a request has to, and as much as a job has to
  await expect(refuseWithoutRoom(folder, { bytes: nearly, what: "request" })).rejects.toThrow(NoRoomError);
  await expect(refuseWithoutRoom(folder, { bytes: free, what: "job" })).rejects.toThrow(
    "the server's disk is full, and nothing of this was kept",
  );
});
