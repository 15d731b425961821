import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type FormPage, parseTemplate } from "../../tenfold/src/forms/index.js";
import { drawnForm } from "../../tenfold/test/drawn-form.js";
import { slip } from "../../tenfold/test/example-forms.js";
import { inWorkplace } from "../../works/test/workplace.js";

inWorkplace();

const program = fileURLToPath(new URL("../bin/tenfold.js", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

/** Sees what a process has told on stderr so far, each time it tells more. */
type Watch = (err: string, child: ChildProcess) => void;

/** Waits for a process to end, what it prints caught. */
function ending(child: ChildProcess, watch: Watch = () => {}): Promise<Ended> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk.toString();
    watch(err, child);
  });
  return new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, err })));
}

/** Runs the built program. */
function run(args: readonly string[], watch?: Watch): Promise<Ended> {
  return ending(spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] }), watch);
}

/** Runs it until it has told `text`, then sends a signal, once. */
function runUntil(text: string, signal: NodeJS.Signals, args: readonly string[]): Promise<Ended> {
  let sent = false;
  return run(args, (err, child) => {
    if (!sent && err.includes(text)) sent = child.kill(signal);
  });
}

const losses = async (path: string) =>
  (JSON.parse(await readFile(`${path}/history.json`, "utf8")) as Record<string, number>[]).map(
    ({ seconds, images_per_second, ...metrics }) => metrics,
  );

describe("the program as a process", () => {
  it("that is killed and interrupted again and again ends with the weights of one that is not", async () => {
    const settings = ["train", "--data", "tiny", "--epochs", "4", "--batch-size", "32", "--threads", "2"];
    const whole = await run([...settings, "--out", "whole"]);
    expect([whole.code, whole.err.includes("Epoch 4/4")]).toEqual([0, true]);

    const resume = ["train", "--resume", "--out", "broken"];
    const killed = await runUntil("Epoch 2/4", "SIGKILL", [...settings, "--out", "broken"]);
    expect([killed.code, killed.signal]).toEqual([null, "SIGKILL"]);
    const interrupted = await runUntil("Epoch 3/4", "SIGINT", resume);
    expect([interrupted.code, interrupted.out]).toEqual([130, ""]);
    expect(interrupted.err).toMatch(/tenfold: interrupted; go on with node \S.*tenfold\.js'? train --resume --out broken\n$/);
    const killedAgain = await runUntil("Epoch 4/4", "SIGKILL", resume);
    expect(killedAgain.signal).toBe("SIGKILL");
    const terminated = await runUntil("Going on", "SIGTERM", resume);
    expect(terminated.code).toBe(130);
    const last = await run(resume);
    expect(last.code).toBe(0);

    expect(await readFile("broken/model.safetensors")).toEqual(await readFile("whole/model.safetensors"));
    expect(await losses("broken")).toEqual(await losses("whole"));
    expect(last.out.split("\n")[0]).toBe(whole.out.split("\n")[0]);
  });

  it("that is killed and interrupted while it learns to read lines ends with the weights of one that is not", async () => {
    const size = ["--strings", "220", "--with", "channels=8", "--epochs", "3", "--batch-size", "20"]; // so many that workers compose
    const settings = ["train", "--preset", "lines", "--data", "tiny", ...size, "--threads", "2"];
    const whole = await run([...settings, "--out", "lines"]);
    expect(whole.code).toBe(0);
    const resume = ["train", "--resume", "--out", "broken-lines"];
    const killed = await runUntil("Epoch 2/3", "SIGKILL", [...settings, "--out", "broken-lines"]);
    expect(killed.signal).toBe("SIGKILL");
    const interrupted = await runUntil("Epoch 3/3", "SIGINT", resume);
    expect(interrupted.code).toBe(130);
    const last = await run([...resume, "--threads", "1"]);
    expect(last.code).toBe(0);
    for (const file of ["model.safetensors", "evaluation.json"]) {
      expect(await readFile(`broken-lines/${file}`)).toEqual(await readFile(`lines/${file}`));
    }
    expect(await losses("broken-lines")).toEqual(await losses("lines"));
    expect(last.out.split("\n")[0]).toBe(whole.out.split("\n")[0]);
    const evaluated = await run(["evaluate", "lines", "--json", "--quiet"]);
    expect(JSON.parse(evaluated.out)).toEqual(JSON.parse(await readFile("lines/evaluation.json", "utf8")));
    expect((await run(["report", "lines"])).code).toBe(0);
    const refused = await run(["predict", "lines", "tiny"]);
    expect(refused.err).toContain("lines reads lines whole, and this wants a network for single images");
    const other = await run(["train", "--preset", "quick", "--strings", "9", "--out", "none"]);
    expect(other.err).toBe('tenfold: --strings 9: preset "quick" trains on single images; leave the option out, or take lines\n');
  }, 240_000);

  it("that is killed and interrupted while it distills ends with the same student", async () => {
    for (const seed of ["1", "2"]) {
      const teacher = ["train", "--preset", "simple", "--data", "tiny", "--epochs", "1", "--no-evaluate", "--threads", "2"];
      expect((await run([...teacher, "--seed", seed, "--out", `teacher-${seed}`])).code).toBe(0);
    }
    const settings = ["distill", "teacher-1", "teacher-2", "--data", "tiny", "--epochs", "3", "--batch-size", "32", "--no-evaluate"];
    expect((await run([...settings, "--threads", "1", "--out", "taught"])).code).toBe(0);
    const broken = [...settings, "--threads", "2", "--out", "retaught"];
    expect((await runUntil("Epoch 2/3", "SIGKILL", broken)).signal).toBe("SIGKILL");
    const resume = ["distill", "--resume", "--out", "retaught", "--no-evaluate"];
    expect((await runUntil("Epoch 3/3", "SIGINT", resume)).code).toBe(130);
    const last = await run(resume);
    expect([last.code, last.err.includes("Going on with retaught")]).toEqual([0, true]);
    expect((await readFile("retaught/model.safetensors")).equals(await readFile("taught/model.safetensors"))).toBe(true);
    expect(await losses("retaught")).toEqual(await losses("taught"));
  });

  it("that is killed in the middle of a study, again and again, ends with the numbers of one that is not", async () => {
    const settings = ["study", "seeds", "--data", "tiny", "--epochs", "2", "--seeds", "2", "--limit", "300", "--threads", "2", "--json"];
    const whole = await run([...settings, "--out", "study"]);
    expect(whole.code).toBe(0);
    const broken = [...settings, "--out", "killed"];
    expect((await runUntil("Epoch 2/2", "SIGKILL", broken)).signal).toBe("SIGKILL");
    const interrupted = await runUntil("Going on with", "SIGINT", broken);
    expect([interrupted.code, interrupted.out]).toEqual([130, ""]);
    expect(interrupted.err).toMatch(/tenfold: interrupted; go on with node \S.*tenfold\.js'? study seeds --out killed\n$/);
    expect((await runUntil("run 2 of 2, quick, seed 43", "SIGKILL", broken)).signal).toBe("SIGKILL");
    const last = await run(["study", "seeds", "--out", "killed", "--json"]);
    expect(last.code).toBe(0);
    expect(last.err).not.toContain("run 1 of 2");

    const judged = ({ out }: Ended) =>
      (JSON.parse(out).settings as { runs: { test: unknown }[] }[]).flatMap(({ runs }) => runs.map(({ test }) => test));
    expect(judged(last)).toEqual(judged(whole));
    for (const seed of [42, 43]) {
      const model = `runs/quick-seed-${seed}/model.safetensors`;
      expect(await readFile(`killed/${model}`)).toEqual(await readFile(`study/${model}`));
    }
  });

  it("that is killed while it reads goes on from its journal, and its table has everything once", async () => {
    await mkdir("bars");
    const bar = (at: number) =>
      `<svg width="90" height="80"><rect width="90" height="80" fill="#fff"/><path d="M${30 + at} 16v48" stroke="#000" stroke-width="6"/></svg>`;
    for (const at of [0, 1, 2, 9, 10, 11])
      await sharp(Buffer.from(bar(at)))
        .png()
        .toFile(`bars/bar-${at}.png`);
    const settings = ["read", "bars", "--threads", "1", "--effort", "thorough"];
    const whole = await run([...settings, "--out", "whole.xlsx"]);
    expect([whole.code, await readdir(".")]).toEqual([0, expect.not.arrayContaining(["whole.xlsx.jsonl"])]);

    const killed = spawn(process.execPath, [program, ...settings, "--out", "broken.xlsx"], { stdio: "ignore" });
    const end = ending(killed);
    while (!(await readFile("broken.xlsx.jsonl", "utf8").catch(() => "")).includes("\n")) await setTimeout(2);
    killed.kill("SIGKILL");
    expect((await end).signal).toBe("SIGKILL");
    expect(await readdir(".")).not.toContain("broken.xlsx");
    const last = await run([...settings, "--out", "broken.xlsx", "--resume"]);
    expect([last.code, last.err]).toEqual([0, expect.stringMatching(/^\d+ of 6 files were read before\n/)]);
    const sheet = async (path: string) => strFromU8(unzipSync(await readFile(path))["xl/worksheets/sheet1.xml"] as Uint8Array);
    expect(await sheet("broken.xlsx")).toBe(await sheet("whole.xlsx"));
  });

  it.skipIf(process.platform === "win32")(
    "does not wait for a pipe among its files, reads the rest, and leaves no process behind",
    async () => {
      execFileSync("mkfifo", ["bars/pipe.png"]);
      const { code, err } = await run(["read", "bars/pipe.png", "bars/bar-0.png", "/dev/zero", "--threads", "1"]);
      expect([code, err]).toEqual([1, expect.stringContaining("cannot read bars/pipe.png: it is a pipe, a socket or a device")]);
      expect(err).toContain("cannot read /dev/zero: it is a pipe");
      await rm("bars/pipe.png");
      const killed = spawn(process.execPath, [program, "read", ...Array.from({ length: 40 }, () => "bars/bar-0.png")], { stdio: "ignore" });
      const decoders = () =>
        execFileSync("ps", ["-eo", "pid,ppid,args"])
          .toString()
          .split("\n")
          .filter((line) => line.includes("decoder-main.js") && line.trim().split(/\s+/)[1] === String(killed.pid));
      while (decoders().length === 0 && killed.exitCode === null) await setTimeout(20);
      const pids = decoders().map((line) => Number(line.trim().split(/\s+/)[0]));
      expect(pids).toHaveLength(1);
      const end = ending(killed);
      killed.kill("SIGKILL");
      await end;
      const runs = (pid: number) => {
        try {
          return process.kill(pid, 0);
        } catch {
          return false;
        }
      };
      await expect.poll(() => pids.some(runs)).toBe(false);
    },
  );

  it("ends at once when somebody wishes, in the middle of a file, of which nothing is kept", async () => {
    await mkdir("large");
    await copyFile("bars/bar-0.png", "large/a.png");
    // Full of what takes seconds to read, so that it is in the middle of it however late the test sees that the first file is done.
    await sharp({ create: { width: 2400, height: 2400, channels: 3, background: "white" } })
      .composite([{ input: "bars/bar-0.png", tile: true }])
      .png()
      .toFile("large/b.png");
    const stopped = spawn(process.execPath, [program, "read", "large", "--threads", "1", "--out", "large.jsonl"], { stdio: "pipe" });
    const end = ending(stopped);
    while (!(await readFile("large.jsonl", "utf8").catch(() => "")).includes("\n")) await setTimeout(2);
    stopped.kill("SIGINT");
    const { code, err } = await end;
    expect([code, err]).toEqual([130, expect.stringContaining("stopped after 1 of 2 files; with --out, --resume goes on")]);
    expect((await readFile("large.jsonl", "utf8")).trimEnd().split("\n")).toHaveLength(1);
    expect((await run(["read", "large", "--threads", "1", "--out", "large.jsonl", "--resume"])).err).toContain(
      "1 of 2 files were read before",
    );
  });

  it("reads pages side by side as one after the other, files in order, and says how fast", { timeout: 180_000 }, async () => {
    const pages = await Promise.all([0, 1, 2].map((at) => readFile(`bars/bar-${at}.png`)));
    await sharp(pages, { join: { animated: true } })
      .tiff()
      .toFile("bars/bar-2b.tiff");
    await writeFile("bars/bar-1b.png", "no picture");
    await mkdir("forms");
    await writeFile("slip.json", JSON.stringify(slip));
    const { pixels, width, height } = drawnForm(parseTemplate(slip).pages[0] as FormPage, { dpi: 100 });
    for (const at of [1, 2, 3])
      await sharp(pixels, { raw: { width, height, channels: 1 } })
        .png()
        .toFile(`forms/form-${at}.png`);
    for (const what of [["bars"], ["forms", "--template", "slip.json"]]) {
      const [alone, beside] = [
        await run(["read", ...what, "--json", "--threads", "1"]),
        await run(["read", ...what, "--json", "--jobs", "2"]),
      ];
      expect(JSON.parse(beside.out)).toEqual(JSON.parse(alone.out));
      expect(beside.code).toBe(alone.code);
    }
    const { err } = await run(["read", "bars", "--jobs", "3", "--out", "beside.csv"]);
    expect(err).toMatch(/8 files with 9 pages, 1 file failed: 9 strings, .* for review, in [\d.]+ s, [\d,]+ pages a minute\n$/);
    const again = await run(["read", "bars", "--jobs", "2", "--out", "beside.csv", "--resume"]);
    expect(again.err).toContain("7 of 8 files were read before");
  });

  it("reads what is piped in", async () => {
    const child = spawn(process.execPath, [program, "read", "-", "--format", "tsv", "--threads", "1"], { stdio: "pipe" });
    child.stdin.end(await readFile("bars/bar-0.png"));
    const { code, out } = await ending(child);
    expect([code, out.trimEnd().split("\n").at(-1)]).toEqual([0, expect.stringMatching(/^5\t1\t1\t1\t1\t1\t.*\t1$/)]);
  });

  it("prints only its result on stdout, and ends with the exit codes of its kind", async () => {
    const { code, out, err } = await run(["summary", "--json"]);
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out).name).toBe("classic");
    expect((await run(["summary", "nowhere"])).code).toBe(1);
    expect(await run(["fly"])).toEqual({ code: 2, signal: null, out: "", err: "tenfold: unknown command 'fly'; see tenfold --help\n" });
  });

  it("ends in silence when its reader leaves early", async () => {
    const child = spawn(process.execPath, [program, "summary"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    expect(await ending(child)).toMatchObject({ code: 0, err: "" });
  });

  it.skipIf(process.platform !== "linux")("says that its result cannot be written", async () => {
    const shell = spawn("sh", ["-c", `"$0" "$1" summary > /dev/full`, process.execPath, program], { stdio: ["ignore", "ignore", "pipe"] });
    const err = "tenfold: cannot write the result: the disk is full; send it elsewhere\n";
    expect(await ending(shell)).toMatchObject({ code: 1, err });
  });

  it("says so when it is not built", async () => {
    await mkdir("package/bin", { recursive: true });
    await copyFile(program, "package/bin/tenfold.mjs");
    const child = spawn(process.execPath, ["package/bin/tenfold.mjs"], { stdio: ["ignore", "ignore", "pipe"] });
    const err = "tenfold: the program is not built yet; run npm run build in the folder of the repository\n";
    expect(await ending(child)).toMatchObject({ code: 1, err });
  });
});
