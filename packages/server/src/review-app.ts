import helmet from "@fastify/helmet";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { ListPart, ReviewDesk, SaidField } from "tenfold-works/review";
import { answerBroken } from "./answers/broken-requests.js";
import { pagePolicy } from "./answers/page-policy.js";
import { answerProblems } from "./answers/problems.js";
import { hereOnly } from "./guard/here-only.js";
import { appRoutes } from "./routes/app-routes.js";
import { correctionsRoutes } from "./routes/corrections.js";
import { mnistFileRoutes } from "./routes/mnist-files.js";
import { type PageSource, pagePicturesRoutes } from "./routes/page-pictures.js";
import { reviewRoutes } from "./routes/review.js";
import { validateRequests } from "./schemas/request-validators.js";
import { addSharedSchemas } from "./schemas/shared-schemas.js";

/** What is reviewed without a service: where people look at fields, and the pages these lie on. */
export interface ReviewSource extends PageSource {
  readonly desk: ReviewDesk;
  saidFields(part: ListPart): Promise<SaidField[]>;
}

/** The app's page for review with the routes that it asks, for this machine alone. It listens nowhere yet. */
export async function reviewApp(source: ReviewSource, logger: Logger): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger,
    bodyLimit: 10_000,
    forceCloseConnections: true,
    clientErrorHandler: answerBroken,
  }) as unknown as FastifyInstance;
  validateRequests(app);
  answerProblems(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: pagePolicy },
    crossOriginEmbedderPolicy: { policy: "require-corp" },
    strictTransportSecurity: false,
  });
  hereOnly(app);
  await addSharedSchemas(app);
  app.get("/health/live", { config: { scope: "anybody" }, logLevel: "warn" }, async () => ({ status: "live", serves: "review" }));
  await reviewRoutes(app, source);
  await correctionsRoutes(app, source);
  await pagePicturesRoutes(app, source);
  await mnistFileRoutes(app);
  await appRoutes(app);
  await app.ready();
  return app;
}
