import fastify from "fastify";
import { expect, it } from "vitest";
import type { Service } from "../service.js";
import { metricsRoutes } from "./metrics.js";

it("asks the database once for what several metrics have, and says nothing of what lies there while it is away", async () => {
  const asked: string[] = [];
  let isAway = false;
  const answer = async <T>(what: string, rows: T): Promise<T> => {
    asked.push(what);
    if (isAway) throw new Error("it is away");
    return rows;
  };
  const machine = { host: "a", pid: 7, state: "working", documents: 3, failed: 1, answers: null };
  const rows: Readonly<Record<string, readonly object[]>> = {
    workers: [machine],
    documents: [{ status: "read", value: 4 }],
    trainings: [{ state: "done", value: 1 }],
  };
  const service = {
    readers: { now: { workers: 2, atWork: 0, waiting: 0 }, model: { name: "reader", content: "0a1b2c3d" } },
    jobs: {
      states: () => answer("states", [{ kind: "read", waiting: 5, active: 1, givenUp: 0, oldest: 2.5 }]),
      waiting: () => answer("waiting", 6),
    },
    database: {
      query(text: string) {
        const table = /from (\w+)/.exec(text)?.[1] ?? "";
        return answer(table, rows[table]);
      },
    },
  };
  const app = fastify();
  await metricsRoutes(app, service as unknown as Service);
  const lines = async () => (await app.inject({ url: "/metrics" })).body.split("\n").filter((line) => line.startsWith("tenfold_"));
  const there = await lines();
  expect(there).toEqual(
    expect.arrayContaining([
      "tenfold_jobs 6",
      'tenfold_queue_jobs{kind="read",state="waiting"} 5',
      'tenfold_queue_oldest_seconds{kind="read"} 2.5',
      'tenfold_workers{state="working"} 1',
      'tenfold_workers{state="lost"} 0',
      'tenfold_worker_documents_total{worker="a:7"} 3',
      'tenfold_worker_failures_total{worker="a:7"} 1',
    ]),
  );
  expect(asked.toSorted()).toEqual(["documents", "states", "trainings", "waiting", "workers"]);
  isAway = true;
  const away = await lines();
  const names = new Set(away.map((line) => line.replace(/[{ ].*/, "")).filter((name) => !name.startsWith("tenfold_request")));
  expect([...names]).toEqual(["tenfold_readers", "tenfold_reading", "tenfold_waiting", "tenfold_model"]);
  isAway = false;
  expect(await lines()).toEqual(expect.arrayContaining(["tenfold_jobs 6", 'tenfold_workers{state="working"} 1']));
  await app.close();
});
