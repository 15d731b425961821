import { UsageError } from "tenfold/errors";
import { docsAddress } from "tenfold-works";
import { untilStopped } from "../terminal/until-stopped.js";
import { type Command, shared, wholeNumber } from "./command.js";
import { databasePlace, type PlaceOptions, place } from "./database-place.js";
import { withServicePackages } from "./service-packages.js";

export interface ServeOptions extends PlaceOptions {
  readonly host?: string;
  readonly port?: number;
  readonly workers?: number;
  readonly watch?: string;
  readonly field?: string;
  readonly template?: string;
  readonly shared?: string;
  readonly keepDays?: number;
  readonly eraseDays?: number;
  readonly keysOnly?: boolean;
  readonly privateWebhooks?: boolean;
  readonly log?: boolean;
  readonly open?: boolean;
  readonly quiet?: boolean;
}

export const serve: Command<ServeOptions> = {
  details: `Answers at http://127.0.0.1:8080: POST a picture or PDF to /v1/read, or look at /docs. Documents that are sent to /v1/documents are kept and read one after the \
other; what is doubtful waits for review. ${docsAddress("service.md")} tells more.

All that is kept lies in --data, with a database inside this process; --database, or TENFOLD_DATABASE, which others cannot see in the list of processes, names a \
PostgreSQL of version 15 or newer instead. From this machine no key is needed; other machines reach a server with --host 0.0.0.0, and each of their requests \
wants a key: tenfold keys --help.

Ctrl-C ends it: what is being read is read to its end. Nothing that was acknowledged is lost, not by a kill either.`,
  options: [
    { notation: "--host <address>", description: "where it listens (default: 127.0.0.1, this machine alone)" },
    { notation: "--port <n>", description: "the port (default: 8080)", parse: wholeNumber(0, 65_535) },
    ...place,
    { notation: "--workers <n>", description: "how many readers, each on a core (default: all cores)", parse: wholeNumber(1, 64) },
    { notation: "--watch <folder>", description: "read what comes into it: still for 5 s, then moved to done or failed" },
    { notation: "--field <kind>", description: "what stands on the pages of --watch, as in tenfold read" },
    { notation: "--template <file>", description: "the form that they are" },
    { notation: "--shared <folder>", description: "the folder that all machines see, for batches that were submitted with it" },
    {
      notation: "--keep-days <n>",
      description: "how long messages to webhooks, ended batches and superseded models are kept (default: 90)",
      parse: wholeNumber(1, 36_500),
    },
    {
      notation: "--erase-days <n>",
      description: "erase documents so many days after they were read (default: never)",
      parse: wholeNumber(1, 36_500),
    },
    { notation: "--keys-only", description: "this machine needs a key, too: for a proxy on it" },
    { notation: "--private-webhooks", description: "webhooks may be addresses of this machine and of private networks" },
    { notation: "--log", description: "print a line of JSON for each request" },
    { notation: "--open", description: "show it in the browser" },
    shared.quiet,
  ],
  examples: [
    ["serve", "on this machine, at http://127.0.0.1:8080"],
    ["serve --watch scans/ --field us-zip", "and reads what a scanner puts into a folder"],
    ["serve --host 0.0.0.0 --port 80 --database postgres://tenfold@db/tenfold", "for others, with a database server"],
  ],
  async run(
    {
      host,
      port,
      workers,
      log,
      open,
      quiet,
      keepDays,
      eraseDays,
      keysOnly,
      privateWebhooks,
      watch,
      field,
      template,
      shared: folder,
      ...given
    },
    world,
  ) {
    const { data, database } = await databasePlace(given);
    const { startServer, wantsKeys } = await withServicePackages(() => import("tenfold-server"));
    const tell = quiet ? () => {} : world.tell;
    if (watch === undefined && (field !== undefined || template !== undefined))
      throw new UsageError("--field and --template say what stands on the pages of --watch");
    const settings = await plainSettings({ field, template });
    const wish = world.interruption();
    const watched = watch === undefined ? undefined : { folder: watch, settings };
    const server = await withServicePackages(() =>
      startServer({
        host,
        port,
        workers,
        data,
        database,
        tell,
        watch: watched,
        keepDays,
        eraseDays,
        keysOnly,
        privateWebhooks,
        shared: folder,
        ...(log && { log: world.out }),
      }),
    );
    world.out(`${server.address}\n`);
    if (host !== undefined && wantsKeys(host)) tell("Other machines need a key: tenfold keys add NAME");
    if (open) await world.show(server.address);
    tell("Ctrl-C ends it");
    await untilStopped(wish);
    tell("Ending: what is being read is read to its end");
    await server.stop();
    wish.end();
  },
};

/** What a folder's pages are, as plain data that is kept with each document; checked here, where the command line is at fault. */
async function plainSettings({
  field,
  template,
}: {
  readonly field: string | undefined;
  readonly template: string | undefined;
}): Promise<object> {
  const { settingsOf } = await import("tenfold-works/reading");
  const { field: checked } = await settingsOf({ ...(field !== undefined && { field }), ...(template !== undefined && { template }) });
  if (template === undefined) return checked === undefined ? {} : { field: checked };
  const { readFile } = await import("node:fs/promises");
  return { template: JSON.parse(await readFile(template, "utf8")) as unknown };
}
