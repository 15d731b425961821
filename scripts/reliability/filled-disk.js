import { open, rm } from "node:fs/promises";
import { join } from "node:path";

/** What is written at a time, in bytes: first much, in the end single blocks, so that no byte is left. */
const PARTS = [1e6, 4096, 1];

/** Fills the disk that a folder is on to the last byte. @returns makes room again */
export async function filledDisk(folder) {
  const path = join(folder, "filler");
  const file = await open(path, "w");
  try {
    for (const part of PARTS) await written(file, Buffer.alloc(part, 1));
  } finally {
    await file.close();
  }
  return () => rm(path);
}

async function written(file, bytes) {
  for (;;) {
    try {
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten < bytes.length) return;
    } catch (error) {
      if (error.code !== "ENOSPC") throw error;
      return;
    }
  }
}
