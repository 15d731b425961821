import { UsageError } from "tenfold/errors";
import { docsAddress } from "tenfold-works";
import { untilStopped } from "../terminal/until-stopped.js";
import { type Command, numberFrom, shared, wholeNumber } from "./command.js";
import { serverOption, serverPlace } from "./server-place.js";
import { withServicePackages } from "./service-packages.js";

export interface WorkOptions {
  readonly database?: string;
  readonly data?: string;
  readonly threads?: number;
  readonly kinds?: string;
  readonly shared?: string;
  readonly deadAfter?: number;
  readonly quiet?: boolean;
}

export const work: Command<WorkOptions> = {
  details: `A worker: takes jobs that lie in a PostgreSQL, of tenfold batch, of tenfold serve --database and of its trainings, does them, and puts what came of them back. Start as many as there \
are machines, or cores; they join and leave at any time. ${docsAddress("machines.md")} tells more.

Ctrl-C, or SIGTERM, ends it: it takes nothing new, and what is being read is read to its end. Where it is killed, others do its jobs again, after --dead-after and a few seconds; nothing is \
lost by it, and nothing kept twice. A page that ends its workers, time after time, is set apart with the reason. A worker whose program, kernels or networks would answer \
otherwise than a batch was begun leaves it to others.`,
  options: [
    serverOption,
    { notation: "--threads <n>", description: "how many readers, each on a core (default: all cores)", parse: wholeNumber(1, 64) },
    { notation: "--kinds <kinds>", description: "what it takes, with commas between (default: read,train,study)" },
    { notation: "--shared <folder>", description: "the folder that all machines see, for batches that were submitted with it" },
    {
      notation: "--dead-after <seconds>",
      description: "how long others wait for word of it before they take its jobs, slow as it may be (default: 12)",
      parse: numberFrom(10, 3600),
    },
    { notation: "--data <folder>", description: "where trainings at work lie (default: the system's folder for data)" },
    shared.quiet,
  ],
  examples: [
    ["work --database postgres://tenfold@db/tenfold", "on all cores of this machine"],
    ["work --threads 1 --kinds read", "one reader and no trainings, with the database that TENFOLD_DATABASE names"],
    ["work --database postgres://tenfold@db/tenfold --shared /mnt/scans", "files of batches that lie in a folder that all see"],
  ],
  async run({ threads, kinds: asked = "read,train,study", shared: folder, deadAfter, quiet, ...given }, world) {
    const { startMachine, workKinds } = await withServicePackages(() => import("tenfold-works/machines"));
    const kinds = asked.split(",").map((name) => {
      const kind = workKinds.find((one) => one === name.trim());
      if (kind === undefined) throw new UsageError(`--kinds: "${name}" is unknown; ${workKinds.join(", ")} are known`);
      return kind;
    });
    const { database, data } = await serverPlace(given, "work");
    const tell = quiet ? () => {} : world.tell;
    const { availableParallelism } = await import("node:os");
    const wish = world.interruption();
    let before = "";
    const onError = ({ message }: Error) => {
      if (message !== before) world.tell(`The work goes on, though not all goes well: ${message}`);
      before = message; // a database that is away says the same again and again
    };
    const place = { database, data, kinds, threads: threads ?? availableParallelism(), shared: folder, pid: process.pid };
    const worker = await withServicePackages(() =>
      startMachine({ ...place, ...(deadAfter !== undefined && { deadAfter: Math.round(deadAfter) }), onError, tell }),
    );
    tell("At work; Ctrl-C ends it");
    await untilStopped(wish);
    tell("Ending: what is being read is read to its end");
    await worker.stop();
    wish.end();
  },
};
