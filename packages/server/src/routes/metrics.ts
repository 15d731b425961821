import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { machinesSeen } from "tenfold-works/machines";
import type { Service } from "../service.js";

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
    name: "tenfold_jobs",
    help: "Documents that wait to be read, or are being read.",
    registers,
    async collect() {
      this.set(await jobs.waiting("read").catch(() => Number.NaN)); // the database is away
    },
  });
  new Gauge({
    name: "tenfold_documents",
    help: "Documents there are.",
    labelNames: ["status"],
    registers,
    async collect() {
      const asked = database.query<{ status: string; count: number }>(
        "select status, count(*)::int as count from documents group by status",
      );
      const rows = await asked.catch(() => []);
      this.reset();
      for (const { status, count } of rows) this.set({ status }, count);
    },
  });
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
  new Gauge({
    name: "tenfold_trainings",
    help: "Trainings from corrections there are.",
    labelNames: ["state"],
    registers,
    async collect() {
      const asked = database.query<{ state: string; count: number }>("select state, count(*)::int as count from trainings group by state");
      const rows = await asked.catch(() => []);
      this.reset();
      for (const { state, count } of rows) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "tenfold_queue_jobs",
    help: "Jobs there are, over all machines.",
    labelNames: ["kind", "state"],
    registers,
    async collect() {
      const states = await jobs.states().catch(() => []);
      this.reset();
      for (const { kind, waiting, active, givenUp } of states) {
        this.set({ kind, state: "waiting" }, waiting);
        this.set({ kind, state: "active" }, active);
        this.set({ kind, state: "given up" }, givenUp);
      }
    },
  });
  new Gauge({
    name: "tenfold_queue_oldest_seconds",
    help: "Seconds since the oldest job that waits was sent; 0 where none waits.",
    labelNames: ["kind"],
    registers,
    async collect() {
      const states = await jobs.states().catch(() => []);
      this.reset();
      for (const { kind, oldest } of states) this.set({ kind }, oldest ?? 0);
    },
  });
  const seen = async () =>
    (await machinesSeen(database).catch(() => [])).map(({ host, pid, ...rest }) => ({ worker: `${host}:${pid}`, ...rest }));
  new Gauge({
    name: "tenfold_workers",
    help: "Processes that work at jobs, over all machines, with those of the last day.",
    labelNames: ["state"],
    registers,
    async collect() {
      const machines = await seen();
      this.reset();
      for (const state of ["working", "ended", "lost"]) this.set({ state }, machines.filter((one) => one.state === state).length);
    },
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
        const machines = await seen();
        this.reset();
        for (const machine of machines) this.inc({ worker: machine.worker }, machine[count]);
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

function gauge(value: () => number) {
  return function collect(this: Gauge) {
    this.set(value());
  };
}
