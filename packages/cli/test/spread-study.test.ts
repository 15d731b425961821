import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { pid, ppid } from "node:process";
import { startMachine } from "tenfold-works/machines";
import { openDatabase } from "tenfold-works/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPostgres, type TestPostgres, testPostgres } from "../../works/test/test-postgres.js";
import { inWorkplace } from "../../works/test/workplace.js";
import { call } from "./call.js";

inWorkplace();

const small = ["--epochs", "1", "--data", "tiny", "--limit", "100", "--threads", "1"];
const study = ["study", "ranges", "--rotate", "0,10", "--seeds", "1", ...small];
const RUNS = ["rotate-0-seed-42", "rotate-10-seed-42"];

describe.skipIf(!hasPostgres)("a study over workers", () => {
  let postgres: TestPostgres;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    postgres = await testPostgres();
  }, 300_000);
  afterAll(async () => {
    for (const end of ends) await end();
    await postgres?.end();
  });

  /** A worker, and what it says. */
  async function worker(name: string) {
    const told: string[] = [];
    const tell = (sentence: string) => void told.push(sentence);
    const options = { database: postgres.address, data: name, kinds: ["study"] as const, threads: 1, pid };
    const { stop } = await startMachine({ ...options, tell, onError: ({ message }) => tell(message) });
    ends.push(stop);
    return { told, stop };
  }

  it("comes to the same bits and the same page as on one machine, leaves nothing in the database, and goes on after Ctrl-C", {
    timeout: 300_000,
  }, async () => {
    expect((await call([...study, "--out", "here", "--quiet"])).code).toBe(0);
    const broken = await call([...study, "--out", "there", "--database", postgres.address], { stopAt: "for the workers at" });
    expect([broken.code, broken.err]).toEqual([130, expect.stringContaining("interrupted, and the workers go on")]);
    const before = await readFile("there/study.json", "utf8");
    const workers = [await worker("one"), await worker("two")];
    const { code, out, err } = await call([...study, "--out", "there", "--database", postgres.address]);
    expect([code, err]).toEqual([0, expect.stringMatching(/is done; 0 runs to go\n$/)]);
    expect(out.split("\n")[0]).toBe((await call([...study, "--out", "here"])).out.split("\n")[0]);
    for (const run of RUNS) {
      for (const file of ["model.safetensors", "predictions.safetensors"]) {
        expect(await readFile(`there/runs/${run}/${file}`)).toEqual(await readFile(`here/runs/${run}/${file}`));
      }
    }
    expect(await readFile("there/study.json", "utf8")).toBe(before);
    expect((await readdir("there")).sort()).toEqual((await readdir("here")).sort());
    const database = await openDatabase({ folder: "data", address: postgres.address });
    expect(await database.query("select id from study_runs")).toEqual([]);
    expect(await database.query("select state from jobs.job where name = 'study' and state <> 'completed'")).toEqual([]);
    await database.close();
    for (const { stop } of workers) await stop(); // else they take the runs of the next study
    expect(workers.flatMap(({ told }) => told)).toEqual([]);
    expect([...(await readdir("one/studies").catch(() => [])), ...(await readdir("two/studies").catch(() => []))]).toEqual([]);
  });

  it("is left by workers that would come to other bits, do not see its data, or find its folder taken, until one does not", {
    timeout: 300_000,
  }, async () => {
    const given = ["study", "seeds", "--seeds", "1", ...small, "--out", "left", "--database", postgres.address];
    expect((await call(given, { stopAt: "for the workers at" })).code).toBe(130);
    const database = await openDatabase({ folder: "data", address: postgres.address });
    const [{ engine } = { engine: "" }] = await database.query<{ engine: string }>("select engine from study_runs");
    const leaves = async (name: string) => {
      const { told, stop } = await worker(name);
      await expect.poll(() => told.length).toBe(1);
      await stop();
      expect(await database.query("select state from study_runs")).toEqual([{ state: "waiting" }]);
      return told[0];
    };
    await rename("tiny", "away");
    expect(await leaves("blind")).toMatch(/^a study's data is not to be had here, and it is left to others: .*tiny/);
    await rename("away", "tiny");
    await database.query("update study_runs set engine = 'tenfold 0.0.1 (plain kernels)'");
    expect(await leaves("newer")).toBe(
      `a study wants tenfold 0.0.1 (plain kernels), and this worker is ${engine}: it would come to other bits, and leaves it to others`,
    );
    await database.query("update study_runs set engine = $1", [engine]);
    const [[{ id } = { id: "" }], [run]] = [await database.query<{ id: string }>("select id from study_runs"), await readdir("left/runs")];
    const place = `taken/studies/${id}/runs/${run}`;
    await mkdir(place, { recursive: true });
    await writeFile(`${place}/.process-${ppid}.lock`, "");
    expect(await leaves("taken")).toMatch(/^a run of a study waits: .* is being written by process/);
    await worker("seeing");
    expect((await call(given)).code).toBe(0);
    await database.close();
  });

  it("says where there is no database", async () => {
    const { code, err } = await call([...study, "--out", "nowhere", "--database", "postgres://127.0.0.1:1/none"]);
    expect([code, err]).toEqual([1, expect.stringContaining("cannot reach the database postgres://127.0.0.1:1/none")]);
  });
});
