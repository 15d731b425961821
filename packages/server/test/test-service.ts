import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "@fastify/swagger";
import { Ajv } from "ajv";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import pino from "pino";
import { pageDecoder } from "tenfold/node";
import { loadReaders } from "tenfold/recognize";
import { announceTo, openJobs, workAtDocuments, workAtWebhooks } from "tenfold-works/jobs";
import { listSaidFields, readersInUse, type TrainingWorkPlace, usableNamed, workAtTrainings } from "tenfold-works/learning";
import { databaseDesk } from "tenfold-works/review";
import { openDatabase } from "tenfold-works/store";
import { expect } from "vitest";
import { folderWithDatabase } from "../../works/test/empty-database.js";
import { gate } from "../src/gate.js";
import { imageModels } from "../src/image-models.js";
import { type Limits, usualLimits } from "../src/limits.js";
import type { Service } from "../src/service.js";
import { serviceApp } from "../src/service-app.js";

/** A service whose routes are asked without a network; every answer is held against the OpenAPI document. */
export interface TestService extends Service {
  readonly app: FastifyInstance;
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Has trainings be done in another way from now on. */
  learnOtherwise(learning: Partial<TrainingWorkPlace>): Promise<void>;
  /** The name of the model that a server with this database would start with. */
  startsWith(): Promise<string>;
  /** Files that uploads have left. */
  leftOver(): Promise<string[]>;
  end(): Promise<void>;
}

export async function testService({
  address,
  limits = {},
  learning = {},
}: {
  readonly address?: string | undefined;
  readonly limits?: Partial<Limits>;
  readonly learning?: Partial<TrainingWorkPlace>;
} = {}): Promise<TestService> {
  const uploads = address === undefined ? await folderWithDatabase("tenfold-service-") : await mkdtemp(join(tmpdir(), "tenfold-service-"));
  const database = await openDatabase({ folder: uploads, address });
  const readers = await readersInUse(
    database,
    (networks) => loadReaders({ workers: 1, queue: 4, ...networks }),
    () => {},
  );
  const jobs = await openJobs(database, { onError: () => {}, webhooks: { retryLimit: 2, retryDelay: 1 }, pollMs: 50 });
  const models = imageModels(async (name) => (await usableNamed(database, name))?.bytes);
  const decoder = pageDecoder();
  const service: Service = {
    database,
    jobs,
    readers,
    decoder,
    models,
    uploads,
    limits: { ...usualLimits, ...limits },
    gate: gate(2, 4),
    keysOnly: false,
    privateWebhooks: true,
    announce: announceTo(jobs),
    desk: databaseDesk(database, announceTo(jobs)),
    saidFields: (part) => listSaidFields(database, part),
  };
  const app = await serviceApp(service, pino({ level: "silent" }));
  await workAtDocuments({ database, jobs, use: readers.use, decoder, count: 1, announce: service.announce });
  await workAtWebhooks({ database, jobs, allowPrivate: true, timeoutMs: 1000 });
  const place: TrainingWorkPlace = { database, jobs, folder: join(uploads, "trainings"), ...learning };
  const endTrainings = await workAtTrainings(place);
  const described = describedBy(app);
  return {
    ...service,
    app,
    async ask(options) {
      const response = await app.inject(options);
      described(options, response);
      return response;
    },
    async learnOtherwise(learning) {
      Object.assign(place, learning);
    },
    async startsWith() {
      const others = await readersInUse(
        database,
        (networks) => loadReaders({ workers: 1, ...networks }),
        () => {},
      );
      await others.dispose();
      return others.model.name;
    },
    leftOver: async () => (await readdir(uploads)).filter((name) => /^[0-9a-f-]{36}$/.test(name)),
    async end() {
      await app.close();
      await endTrainings();
      await jobs.stop();
      decoder.close();
      await models.dispose();
      await readers.dispose();
      await database.close();
      await rm(uploads, { recursive: true, force: true });
    },
  };
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Answer>> }>>>>;
}

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

/** Holds an answer against what the OpenAPI document says of its route, status and type. */
function describedBy(app: FastifyInstance): (options: InjectOptions, response: LightMyRequestResponse) => void {
  const document = app.swagger() as unknown as Description;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(document, "openapi");
  const pointers = Object.entries(document.paths).map(([path]) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return ({ method = "GET", url }, response) => {
    const asked = String(url).split("?")[0] ?? "";
    const known = pointers.find(({ pattern }) => pattern.test(asked));
    const operation = known && document.paths[known.path]?.[method.toLowerCase()];
    if (!operation || asked.startsWith("/v2")) return;
    const status = String(response.statusCode);
    const key = operation.responses[status] ? status : "default";
    const answer = operation.responses[key];
    expect(answer, `${method} ${asked} answers ${status}, of which /openapi.json knows nothing`).toBeDefined();
    const type = String(response.headers["content-type"] ?? "").split(";")[0] ?? "";
    if (response.body === "") return;
    expect(Object.keys(answer?.content ?? {}), `${method} ${asked} ${status}`).toContain(type);
    if (!/[/+]json$/.test(type)) return;
    const at = ["paths", known.path, method.toLowerCase(), "responses", key, "content", type, "schema"].map(escaped).join("/");
    const validate = ajv.getSchema(`openapi#/${at}`);
    expect(validate, at).toBeDefined();
    validate?.(JSON.parse(response.body));
    expect(validate?.errors ?? [], `${method} ${asked} ${status} ${response.body.slice(0, 200)}`).toEqual([]);
  };
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
