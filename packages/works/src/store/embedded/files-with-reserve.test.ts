import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWithDatabase } from "../../../test/empty-database.js";
import { diskReserve } from "./disk-reserve.js";
import { filesOf, spendWhereFull } from "./files-with-reserve.js";
import { NoRoomError } from "./room-on-disk.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-reserve-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const noSpace = () => Object.assign(new Error("no space"), { errno: 51 });

it("gives the reserve up where the log finds no room, and writes it then", () => {
  const reserve = diskReserve(join(folder, "one"), 1000);
  expect(reserve.renew()).toBe(true);
  const files = {
    stream_ops: {
      write(_: { readonly path?: string }) {
        if (existsSync(join(folder, "one"))) throw noSpace();
        return 7;
      },
    },
  };
  spendWhereFull(files, reserve);
  // A statement that finds no room for its rows fails alone: nothing is given up for it.
  expect(() => files.stream_ops.write({ path: "/pglite/data/base/5/16385" })).toThrow("no space");
  expect(existsSync(join(folder, "one"))).toBe(true);
  expect(files.stream_ops.write({ path: "/pglite/data/pg_wal/xlogtemp.42" })).toBe(7);
  expect(existsSync(join(folder, "one"))).toBe(false);
});

it("throws what it cannot help, and what is no full disk", () => {
  const reserve = diskReserve(join(folder, "two"), 1000);
  const failing = (error: Error) => {
    const files = {
      stream_ops: {
        write: (_: { readonly path?: string }): number => {
          throw error;
        },
      },
    };
    spendWhereFull(files, reserve);
    return () => files.stream_ops.write({ path: "/pglite/data/pg_wal/xlogtemp.42" });
  };
  expect(failing(noSpace())).toThrow("no space"); // nothing was laid aside yet
  expect(reserve.renew()).toBe(true);
  expect(failing(Object.assign(new Error("broken"), { errno: 29 }))).toThrow("broken");
  expect(existsSync(join(folder, "two"))).toBe(true);
});

it("lays the reserve aside again where there is room, and refuses until then", () => {
  const path = join(folder, "three");
  const reserve = diskReserve(path, 2_500_000);
  reserve.refuseWithout();
  expect(existsSync(path)).toBe(true);
  expect([reserve.spend(), reserve.spend()]).toEqual([true, false]);
  reserve.refuseWithout();
  expect([existsSync(path), existsSync(`${path}.tmp`)]).toEqual([true, false]);
  const greedy = diskReserve(join(folder, "four"), Number.MAX_SAFE_INTEGER);
  expect(() => greedy.refuseWithout()).toThrow(NoRoomError);
});

it("keeps a database going whose log finds no room for its next file", async () => {
  const own = await folderWithDatabase("tenfold-reserve-");
  const reserve = diskReserve(join(own, "reserve"), 1000);
  reserve.renew();
  /** Full for the log as long as the reserve is there, as a disk would be that holds nothing else. */
  class FullFiles extends NodeFS {
    override async init(...asked: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
      const { emscriptenOpts } = await super.init(...asked);
      const filling = (module: unknown) => {
        const { stream_ops } = filesOf(module);
        const { write } = stream_ops;
        stream_ops.write = (stream, ...rest) => {
          if (stream.path?.includes("/xlogtemp") && existsSync(join(own, "reserve"))) throw noSpace();
          return write(stream, ...rest);
        };
        spendWhereFull({ stream_ops }, reserve);
      };
      return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), filling] } };
    }
  }
  const db = await PGlite.create({ fs: new FullFiles(join(own, "database")) });
  try {
    // More than is left of the file of the log that it is at.
    for (let times = 0; times < 40 && existsSync(join(own, "reserve")); times++) {
      await db.query("select pg_logical_emit_message(true, 'fill', repeat('x', 1000000))");
    }
    expect(existsSync(join(own, "reserve"))).toBe(false);
    expect((await db.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  } finally {
    await db.close();
    await rm(own, { recursive: true, force: true });
  }
});
