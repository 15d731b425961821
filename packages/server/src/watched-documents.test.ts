import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NoRoomError } from "tenfold-works/store";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Service } from "./service.js";
import { documentsOfFolder } from "./watched-documents.js";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-watched-"));
  file = join(folder, "one.png");
  await writeFile(file, "bytes");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A database that takes a document once these troubles are over, and has read it at once. */
function serviceWith(troubles: Error[], pages: readonly object[]) {
  let kept = 0;
  const database = {
    refuseWithoutRoom: async () => {
      const trouble = troubles.shift();
      if (trouble) throw trouble;
    },
    transaction: async () => {
      kept++;
      return { id: "1", isNew: true };
    },
    query: async (sql: string) => {
      if (sql.includes("from pages")) return pages.map((detail) => ({ detail }));
      return sql.includes("where id = $1") ? [{ id: "1", sha256: "x", status: "read" }] : [];
    },
  };
  return { service: { database, jobs: {} } as unknown as Service, kept: () => kept };
}

const watching = (tell?: (sentence: string) => void) => ({ signal: new AbortController().signal, tell });
const unread = { file: "one.png", error: "it holds text" };
const read = { file: "one.png", page: 1, strings: [] };

it("says why a file could not be read, and nothing where a page of it was", async () => {
  for (const [pages, error] of [
    [[unread], "it holds text"],
    [[unread, read], undefined],
    [[read], undefined],
  ] as const) {
    const { service } = serviceWith([], pages);
    expect(await documentsOfFolder(service, {}, watching())(file, "one.png")).toEqual({ error });
  }
});

it("waits where the disk is full or the database away, and keeps the file once", async () => {
  const { service, kept } = serviceWith([new NoRoomError(), new Error("Connection terminated\nselect 1")], [read]);
  const told: string[] = [];
  expect(
    await documentsOfFolder(
      service,
      {},
      watching((sentence) => told.push(sentence)),
    )(file, "one.png"),
  ).toEqual({ error: undefined });
  expect(kept()).toBe(1);
  expect(told).toEqual([
    `The files of the watched folder wait: ${new NoRoomError().message}; it is tried again every 2 s`,
    "The files of the watched folder wait: the database does not answer (Connection terminated); it is tried again every 2 s",
    "The files of the watched folder are read again",
  ]);
});

it("waits no longer than it is watched", async () => {
  const end = new AbortController();
  const { service } = serviceWith([new Error("Connection terminated"), new Error("gone for good")], [read]);
  const reading = documentsOfFolder(service, {}, { signal: end.signal })(file, "one.png");
  end.abort();
  await expect(reading).rejects.toThrow(/Connection terminated|gone for good/);
});
