import { sep } from "node:path";
import files from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { appFolder } from "../app-folder.js";

/** The pages of the app at `/`. What is named by its content never changes; the page itself is asked for anew. */
export async function appRoutes(app: FastifyInstance): Promise<void> {
  const root = appFolder();
  if (root === undefined) {
    app.get("/", { config: { scope: "anybody" }, schema: { hide: true } }, async (_, reply) => reply.redirect("/docs/"));
    return;
  }
  await app.register(async (pages) => {
    pages.addHook("onRoute", (route) => {
      route.config = { ...route.config, scope: "anybody" };
      route.schema = { ...route.schema, hide: true };
      route.logLevel = "warn";
    });
    await pages.register(files, {
      root,
      wildcard: false, // a route a file: anything else is no page
      setHeaders(reply, path) {
        void reply.header("cache-control", path.includes(`${sep}assets${sep}`) ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  });
}
