import helmet from "@fastify/helmet";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { answerBroken } from "./answers/broken-requests.js";
import { pagePolicy } from "./answers/page-policy.js";
import { problemOf } from "./answers/problem.js";
import { answerProblems, sendProblem } from "./answers/problems.js";
import { authorize } from "./guard/authorize.js";
import { endHalfRequests } from "./guard/open-requests.js";
import { appRoutes } from "./routes/app-routes.js";
import { batchesRoutes } from "./routes/batch-routes.js";
import { correctionsRoutes } from "./routes/corrections.js";
import { documentsRoutes } from "./routes/document-routes.js";
import { healthRoutes } from "./routes/health.js";
import { inferenceRoutes } from "./routes/inference.js";
import { machinesRoutes } from "./routes/machine-routes.js";
import { metricsRoutes } from "./routes/metrics.js";
import { mnistFileRoutes } from "./routes/mnist-files.js";
import { modelsRoutes } from "./routes/models.js";
import { predictRoutes } from "./routes/predict.js";
import { readRoutes } from "./routes/read.js";
import { resultsRoutes } from "./routes/results.js";
import { reviewRoutes } from "./routes/review.js";
import { strokesRoutes } from "./routes/strokes.js";
import { trainingsRoutes } from "./routes/training-routes.js";
import { webhooksRoutes } from "./routes/webhook-routes.js";
import { writersRoutes } from "./routes/writer-routes.js";
import { validateRequests } from "./schemas/request-validators.js";
import { addSharedSchemas } from "./schemas/shared-schemas.js";
import type { Service } from "./service.js";
import { wantRoom } from "./uploads/room-for-requests.js";
import { takeUploads } from "./uploads/take-uploads.js";

const routes = [
  ...[healthRoutes, metricsRoutes, readRoutes, strokesRoutes, predictRoutes],
  ...[documentsRoutes, batchesRoutes, resultsRoutes, reviewRoutes, correctionsRoutes, webhooksRoutes, writersRoutes, machinesRoutes],
  ...[modelsRoutes, trainingsRoutes, inferenceRoutes, mnistFileRoutes, appRoutes],
];

/** Every route over a service, behind its guards. It listens nowhere yet. */
export async function serviceApp(service: Service, logger: Logger): Promise<FastifyInstance> {
  const { limits } = service;
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: limits.bytes,
    requestTimeout: limits.seconds * 1000,
    // A request that stalls in its middle ends only if these are looked at again and again.
    http: { headersTimeout: Math.min(limits.seconds, 20) * 1000, connectionsCheckingInterval: 1000 },
    forceCloseConnections: "idle",
    clientErrorHandler: answerBroken,
    frameworkErrors: (_, __, reply) => void sendProblem(reply, problemOf(400, "the address is no well-formed one")),
  }) as unknown as FastifyInstance;
  validateRequests(app);
  answerProblems(app);
  endHalfRequests(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: pagePolicy },
    crossOriginEmbedderPolicy: { policy: "require-corp" },
    strictTransportSecurity: false, // it speaks HTTP; what stands before it with TLS says this
  });
  await authorize(app, service);
  await takeUploads(app, service);
  wantRoom(app, service);
  await addSharedSchemas(app);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Tenfold",
        version: service.readers.now.engine.version,
        description: "Reads handwritten digits, with a confidence one can act on.",
        license: { name: "MIT" },
      },
      components: { securitySchemes: { key: { type: "http", scheme: "bearer", description: "tf_…, as tenfold keys add prints it." } } },
      security: [{ key: [] }],
    },
    refResolver: { buildLocalReference: (json, _, __, at) => String(json.$id ?? `def-${at}`) },
  });
  app.addHook("onRoute", (route) => {
    // The pages of the documentation say what anybody may know.
    if (route.url.startsWith("/docs")) route.config = { ...route.config, scope: "anybody" };
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
  for (const register of routes) await register(app, service);
  app.get("/openapi.json", { config: { scope: "anybody" }, schema: { hide: true } }, async () => app.swagger());
  await app.ready();
  return app;
}
