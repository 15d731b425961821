import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { machinesSeen } from "tenfold-works/machines";
import type { Service } from "../service.js";

interface Named {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
}

/** What is counted, and its labels. */
interface Value {
  readonly [label: string]: string | number;
  readonly value: number;
}

/** `GET /metrics`: counts and times in the text form of Prometheus. */
export async function metricsRoutes(app: FastifyInstance, { readers, jobs, database }: Service): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const seconds = new Histogram({
    name: "tenfold_request_seconds",
    help: "Seconds from a request to its answer.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30],
    registers,
  });
  new Gauge({ name: "tenfold_readers", help: "Readers there are.", registers, collect: gauge(() => readers.now.workers) });
  new Gauge({ name: "tenfold_reading", help: "Calls that readers are at.", registers, collect: gauge(() => readers.now.atWork) });
  new Gauge({ name: "tenfold_waiting", help: "Calls that wait for a reader.", registers, collect: gauge(() => readers.now.waiting) });
  new Gauge({
    name: "tenfold_model",
    help: "The model that reads: 1 of the one in use.",
    labelNames: ["name", "content"],
    registers,
    collect() {
      this.reset();
      this.set({ name: readers.model.name, content: readers.model.content }, 1);
    },
  });
  // What lies in the database; while that is away nothing is said of it: 0 would be untrue.
  const kept = ({ name, help, labelNames = [] }: Named, ask: () => Promise<readonly Value[]>) =>
    new Gauge({
      ...{ name, help, labelNames, registers },
      async collect() {
        const values = await ask().catch(() => undefined);
        this.reset();
        if (values === undefined && labelNames.length === 0) this.remove();
        for (const { value, ...labels } of values ?? []) this.set(labels, value);
      },
    });
  const count = async (table: string, label: string) =>
    database.query<Value>(`select ${label}, count(*)::int as value from ${table} group by ${label}`);
  const states = asOne(() => jobs.states());
  const machines = asOne(() => machinesSeen(database));
  kept({ name: "tenfold_jobs", help: "Documents that wait to be read, or are being read." }, async () => [
    { value: await jobs.waiting("read") },
  ]);
  kept({ name: "tenfold_documents", help: "Documents there are.", labelNames: ["status"] }, () => count("documents", "status"));
  kept({ name: "tenfold_trainings", help: "Trainings from corrections there are.", labelNames: ["state"] }, () =>
    count("trainings", "state"),
  );
  kept({ name: "tenfold_queue_jobs", help: "Jobs there are, over all machines.", labelNames: ["kind", "state"] }, async () =>
    (await states()).flatMap(({ kind, waiting, active, givenUp }) => [
      { kind, state: "waiting", value: waiting },
      { kind, state: "active", value: active },
      { kind, state: "given up", value: givenUp },
    ]),
  );
  const oldest = "Seconds since the oldest job that waits was sent; 0 where none waits.";
  kept({ name: "tenfold_queue_oldest_seconds", help: oldest, labelNames: ["kind"] }, async () =>
    (await states()).map(({ kind, oldest }) => ({ kind, value: oldest ?? 0 })),
  );
  const workers = "Processes that work at jobs, over all machines, with those of the last day.";
  kept({ name: "tenfold_workers", help: workers, labelNames: ["state"] }, async () => {
    const all = await machines();
    return ["working", "ended", "lost"].map((state) => ({ state, value: all.filter((one) => one.state === state).length }));
  });
  for (const [name, help, count] of [
    ["tenfold_worker_documents_total", "Documents that a worker has ended.", "documents"],
    ["tenfold_worker_failures_total", "Documents that a worker could not read.", "failed"],
  ] as const) {
    new Counter({
      name,
      help,
      labelNames: ["worker"],
      registers,
      async collect() {
        const all = await machines().catch(() => []);
        this.reset();
        for (const { host, pid, ...machine } of all) this.inc({ worker: `${host}:${pid}` }, machine[count]);
      },
    });
  }
  const answered = new Counter({
    name: "tenfold_requests_total",
    help: "Requests answered.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  app.addHook("onResponse", async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? "none", status: String(reply.statusCode) };
    seconds.observe(labels, reply.elapsedTime / 1000);
    answered.inc(labels);
  });
  app.get("/metrics", { config: { scope: "read" }, schema: { hide: true }, logLevel: "warn" }, async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

/** Asks once for all who want to know at a time. */
function asOne<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}

function gauge(value: () => number) {
  return function collect(this: Gauge) {
    this.set(value());
  };
}
