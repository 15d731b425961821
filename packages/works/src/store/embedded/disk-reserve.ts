import { randomBytes } from "node:crypto";
import { renameSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { NoRoomError } from "./room-on-disk.js";

/** A file that holds room on a disk for what has to be written when there is no other left. */
export interface DiskReserve {
  /** Gives the room up. @returns whether there was any to give */
  spend(): boolean;
  /** Lays the file aside where it is not there. @returns whether it is there now */
  renew(): boolean;
  /**
   * Looks whether it is there, and lays it aside again where there is room once more.
   *
   * @throws NoRoomError where there is none
   */
  refuseWithout(): void;
}

/** Two files of the log of a database in this process, of 16 MiB each. */
const RESERVE = 34_000_000;
/** It is laid aside only where so many bytes stay free beside it. */
const BESIDE = 32_000_000;
/** Written again and again; no file system makes anything smaller of it. */
const BLOCK = 1_000_000;

/** @param path the file; its folder is there */
export function diskReserve(path: string, bytes = RESERVE): DiskReserve {
  let isThere = isWhole();

  function isWhole(): boolean {
    return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= bytes;
  }

  function renew(): boolean {
    if (isThere) return true;
    const { bavail, bsize } = statfsSync(dirname(path));
    if (bavail * bsize < bytes + BESIDE) return false;
    const block = randomBytes(Math.min(BLOCK, bytes));
    const aside = `${path}.tmp`;
    try {
      writeFileSync(aside, "", { mode: 0o600 });
      for (let left = bytes; left > 0; left -= block.length) writeFileSync(aside, block, { flag: "a" });
      renameSync(aside, path);
      isThere = true;
    } catch {
      rmSync(aside, { force: true }); // somebody else took the room meanwhile
    }
    return isThere;
  }

  return {
    spend() {
      if (!isThere) return false;
      isThere = false;
      rmSync(path, { force: true });
      return true;
    },
    renew,
    refuseWithout() {
      if (!renew()) throw new NoRoomError();
    },
  };
}
