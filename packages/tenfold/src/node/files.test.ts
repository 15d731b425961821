import { execFileSync } from "node:child_process";
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../errors.js";
import { listFolder, listShown, makeFolder, readBytes, systemFault, writeAside } from "./files.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-files-"));
  await chmod(folder, 0o755); // so that an ordinary user gets through
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const refused = (work: Promise<unknown>, sentence: string) => expect(work).rejects.toThrow(new InputError(sentence));

/** Permissions do not bind root, under which tests often run: does the work as the user "nobody" then. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65534);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

describe("readBytes", () => {
  it("reads a file as plain bytes", async () => {
    await writeFile(join(folder, "a"), "xyz");
    const bytes = await readBytes(join(folder, "a"));
    expect(bytes).toEqual(Uint8Array.of(120, 121, 122));
    expect(Buffer.isBuffer(bytes)).toBe(false);
  });

  it("says that a file is missing, a folder, or under a file", async () => {
    await writeFile(join(folder, "a"), "x");
    await refused(readBytes(join(folder, "b")), `cannot read ${folder}/b: there is no such file; check the path`);
    await refused(readBytes(folder), `cannot read ${folder}: it is a folder; pass the path of a file`);
    await refused(readBytes(join(folder, "a/b")), `cannot read ${folder}/a/b: a part of the path is a file, not a folder; check the path`);
    const long = "x".repeat(300);
    await refused(readBytes(long), `cannot read ${long}: a name in the path is too long; choose a shorter one`);
  });

  it("says that permission is denied", async () => {
    const path = join(folder, "secret");
    await writeFile(path, "x", { mode: 0o000 });
    await asOrdinaryUser(() =>
      refused(readBytes(path), `cannot read ${path}: permission is denied; change its permissions or choose another place`),
    );
  });

  it("keeps the cause", async () => {
    const error = await readBytes(join(folder, "b")).catch((error: unknown) => error);
    expect((error as InputError).cause).toMatchObject({ code: "ENOENT" });
  });
});

describe("listFolder and listShown", () => {
  it("name what people put into a folder, and nothing that is hidden or left by systems", async () => {
    for (const name of [".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX", "b", "a"]) await writeFile(join(folder, name), "");
    expect(await listShown(folder)).toEqual(["a", "b"]);
    expect((await listFolder(folder)).length).toBe(6);
  });

  it("names what is in a folder, sorted", async () => {
    for (const name of ["b", "c", "a"]) await writeFile(join(folder, name), "");
    expect(await listFolder(folder)).toEqual(["a", "b", "c"]);
  });

  it("says that a folder is missing or a file", async () => {
    await writeFile(join(folder, "a"), "");
    await refused(listFolder(join(folder, "b")), `cannot read the folder ${folder}/b: there is no such folder; check the path`);
    await refused(listFolder(join(folder, "a")), `cannot read the folder ${folder}/a: it is a file; pass the path of a folder`);
  });
});

it("systemFault says what the system says, without a remedy", () => {
  expect(systemFault(Object.assign(new Error("no space"), { code: "ENOSPC" }))).toBe("the disk is full");
  expect(systemFault(Object.assign(new Error("odd"), { code: "ESTRANGE" }))).toBe("the system answers ESTRANGE");
});

describe("writeAside", () => {
  it("writes text and bytes, replaces an earlier file, and leaves nothing else", async () => {
    const path = join(folder, "a");
    await writeAside(path, "longer than what follows");
    await writeAside(path, Uint8Array.of(120, 121));
    expect(await readFile(path, "utf8")).toBe("xy");
    expect(await readdir(folder)).toEqual(["a"]);
  });

  it("writes through a link to the file it names", async () => {
    await writeFile(join(folder, "a"), "old");
    await symlink("a", join(folder, "link"));
    await writeAside(join(folder, "link"), "new");
    expect(await readFile(join(folder, "a"), "utf8")).toBe("new");
    expect((await lstat(join(folder, "link"))).isSymbolicLink()).toBe(true);
  });

  it("has the earlier file in place, whole, until the new one is written", async () => {
    const path = join(folder, "a");
    await writeAside(path, "old");
    await writeAside(path, "new", {
      write: async (file, content) => {
        await file.writeFile(content);
        expect(await readFile(path, "utf8")).toBe("old");
      },
    });
    expect(await readFile(path, "utf8")).toBe("new");
  });

  it.each([
    ["ENOSPC", "the disk is full; free some space or choose another place"],
    ["EDQUOT", "the disk quota is used up; free some space or choose another place"],
    ["EROFS", "the disk is read-only; choose another place"],
    ["EIO", "the disk reports a fault; check it or choose another place"],
    ["ESTRANGE", "the system answers ESTRANGE; choose another place"],
  ])("leaves the earlier file and no other when writing fails midway with %s", async (code, cause) => {
    const path = join(folder, "a");
    await writeAside(path, "old");
    const write = async (file: { writeFile(text: string): Promise<void> }) => {
      await file.writeFile("ne");
      throw Object.assign(new Error(code), { code });
    };
    await refused(writeAside(path, "new", { write }), `cannot write ${path}: ${cause}`);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a"]);
  });

  it("lets a bug through as it is, and cleans up all the same", async () => {
    const bug = new TypeError("bug");
    const write = () => Promise.reject(bug);
    await expect(writeAside(join(folder, "a"), "new", { write })).rejects.toBe(bug);
    expect(await readdir(folder)).toEqual([]);
  });

  it("says that the folder is missing, that a file is taken for a folder, and that the path is a folder", async () => {
    await writeFile(join(folder, "a"), "old");
    const missing = "its folder does not exist or takes no new files; make it or choose another one";
    await refused(writeAside(join(folder, "b/c"), "x"), `cannot write ${folder}/b/c: ${missing}`);
    await refused(
      writeAside(join(folder, "a/b"), "x"),
      `cannot write ${folder}/a/b: a part of the path is a file, not a folder; check the path`,
    );
    await mkdir(join(folder, "d"));
    await refused(writeAside(join(folder, "d"), "x"), `cannot write ${folder}/d: it is a folder; pass the path of a file`);
    expect((await readdir(folder)).sort()).toEqual(["a", "d"]);
    expect(await readFile(join(folder, "a"), "utf8")).toBe("old");
  });

  it("says that permission is denied, and leaves the earlier file", async () => {
    const path = join(folder, "a");
    await writeFile(path, "old");
    await chmod(folder, 0o555);
    await asOrdinaryUser(() =>
      refused(writeAside(path, "new"), `cannot write ${path}: permission is denied; change its permissions or choose another place`),
    );
    expect(await readFile(path, "utf8")).toBe("old");
  });

  it.skipIf(process.platform !== "linux")("writes straight to a device, which stays one", async () => {
    await writeAside("/dev/null", "x");
    const full = "cannot write /dev/full: the disk is full; free some space or choose another place";
    await refused(writeAside("/dev/full", "x"), full);
    expect((await stat("/dev/null")).isCharacterDevice()).toBe(true);
    expect((await stat("/dev/full")).isCharacterDevice()).toBe(true);
  });
});

describe("makeFolder", () => {
  it("makes a folder and those above it, and is content with one that exists", async () => {
    await makeFolder(join(folder, "a/b/c"));
    await makeFolder(join(folder, "a/b/c"));
    expect(await readdir(join(folder, "a/b"))).toEqual(["c"]);
    expect(await readdir(join(folder, "a/b/c"))).toEqual([]);
  });

  it("sweeps away the empty temporary files of processes that were killed, and nothing else", async () => {
    const temporary = (letter: string) => `.${letter.repeat(8)}-0000-4000-8000-${letter.repeat(12)}.tmp`;
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const [name, content] of [
      [temporary("a"), ""],
      [temporary("b"), "half"],
      [".mine.tmp", ""],
    ] as const) {
      await writeFile(join(folder, name), content);
      await utimes(join(folder, name), hourAgo, hourAgo);
    }
    await writeFile(join(folder, temporary("c")), "");
    await makeFolder(folder);
    expect((await readdir(folder)).sort()).toEqual([temporary("b"), temporary("c"), ".mine.tmp"]);
  });

  it("can be asked twice at once", async () => {
    await Promise.all([makeFolder(join(folder, "a/b")), makeFolder(join(folder, "a/b")), makeFolder(join(folder, "a/c"))]);
    expect(await readdir(join(folder, "a"))).toEqual(["b", "c"]);
  });

  it("names the file that is in the way", async () => {
    await writeFile(join(folder, "a"), "");
    const inTheWay = `${folder}/a is a file; choose another place or move the file`;
    await refused(makeFolder(join(folder, "a")), `cannot make the folder ${folder}/a: ${inTheWay}`);
    await refused(makeFolder(join(folder, "a/b/c")), `cannot make the folder ${folder}/a/b/c: ${inTheWay}`);
  });

  it("says that permission is denied, to make one and to write in one", async () => {
    const denied = "permission is denied; change its permissions or choose another place";
    await mkdir(join(folder, "d"));
    await chmod(join(folder, "d"), 0o555);
    await asOrdinaryUser(async () => {
      await refused(makeFolder(join(folder, "d/e/f")), `cannot make the folder ${folder}/d/e/f: ${denied}`);
      await refused(makeFolder(join(folder, "d")), `cannot write in the folder ${folder}/d: ${denied}`);
    });
  });

  it.skipIf(process.platform !== "linux")("comes back from where the system allows no folder", async () => {
    await refused(makeFolder("/proc/a/b"), "cannot make the folder /proc/a/b: the system allows none there; choose another place");
    await refused(makeFolder("/proc"), "cannot write in the folder /proc: the system allows none there; choose another place");
  });
});

/** A disk of 64 KiB, which only root can have; undefined where the system refuses one. */
function smallDisk(folder: string): (() => void) | undefined {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tenfold-test", folder], { stdio: "ignore" });
    return () => execFileSync("umount", [folder], { stdio: "ignore" });
  } catch {
    return undefined;
  }
}

describe("writeAside and makeFolder on a real disk", () => {
  let disk: string;
  let unmount: (() => void) | undefined;

  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), "tenfold-disk-"));
    unmount = smallDisk(disk);
  });

  afterAll(async () => {
    unmount?.();
    await rm(disk, { recursive: true, force: true });
  });

  it("that is full: leave the earlier file and no other", async ({ skip }) => {
    skip(!unmount, "no disk can be mounted here");
    const path = join(disk, "model");
    await writeAside(path, new Uint8Array(1000).fill(7));
    const full = "the disk is full; free some space or choose another place";
    await refused(writeAside(path, new Uint8Array(100_000)), `cannot write ${path}: ${full}`);
    expect(await readBytes(path)).toEqual(new Uint8Array(1000).fill(7));
    expect(await readdir(disk)).toEqual(["model"]);
  });

  it("that is read-only: say so", async ({ skip }) => {
    skip(!unmount, "no disk can be mounted here");
    execFileSync("mount", ["-o", "remount,ro", disk], { stdio: "ignore" });
    const readOnly = "the disk is read-only; choose another place";
    await refused(writeAside(join(disk, "model"), "x"), `cannot write ${disk}/model: ${readOnly}`);
    await refused(makeFolder(join(disk, "runs")), `cannot make the folder ${disk}/runs: ${readOnly}`);
    await refused(makeFolder(disk), `cannot write in the folder ${disk}: ${readOnly}`);
  });
});
