import { UsageError } from "tenfold/errors";
import { docsAddress } from "tenfold-works";
import { type Command, shared, wholeNumber } from "./command.js";
import type { BatchAction, BatchOptions } from "./run-batch.js";
import { serverOption } from "./server-place.js";
import { withServicePackages } from "./service-packages.js";

const actions: readonly BatchAction[] = ["submit", "list", "status", "results", "cancel", "retry"];

export const batch: Command<BatchOptions> = {
  details: `submit FILES puts pictures, PDFs and folders, or a list of them (.txt, a path a line), into a PostgreSQL, where every tenfold work finds them, and prints the batch's id: all of them, or none \
where one is missing. The same files with the same options are one batch, however often they are submitted. Small pictures travel many to a job. Files of up to 64 MB go through the database; with --shared they stay \
where they are, in a folder that all machines see. The template is kept with the batch: what becomes of its file afterwards changes nothing.

status ID tells how far it is, with the pages a minute of all workers and the time left; --watch goes on until it is done. results ID gives what tenfold read would have given of the same files, byte for byte, in their \
order; of what could not be read it says why, and the exit code is then 1. cancel ID reads no more of it. retry ID reads again what could not be read or was cancelled; with --all everything, by today's program and \
networks. list shows the batches there are. ${docsAddress("machines.md")} tells more.`,
  arguments: ["submit, list, status, results, cancel or retry", "what to submit, or the batch's id"],
  options: [
    serverOption,
    { notation: "--field <kind>", description: "submit: each page is one field, as in tenfold read" },
    { notation: "--template <file>", description: "submit: each page is a form" },
    { notation: "--find", description: "submit: with --field, find it on whole checks or envelopes" },
    { ...shared.maxError, description: "submit: the share of accepted strings that may be wrong (default: 0.005)" },
    shared.effort,
    shared.hand,
    { notation: "--all", description: "submit: lines of print or letters, too; retry: what was read, too" },
    { notation: "--name <name>", description: "submit: what to call it (default: as what is submitted)" },
    { notation: "--shared <folder>", description: "submit: files lie in this folder, which all machines see" },
    { notation: "--erase-days <n>", description: "submit: erase files and readings so many days from now", parse: wholeNumber(1, 36_500) },
    { notation: "--again", description: "submit: another batch, where the same was submitted before" },
    { notation: "--watch", description: "submit, status: go on until it is done" },
    { ...shared.json, description: "print JSON: status, list, or the results as one document" },
    { notation: "--csv", description: "results: print a table" },
    { ...shared.format, description: "results: as in tenfold read (default: as the ending of --out says)" },
    { notation: "--out <file>", description: "results: write a file, as in tenfold read" },
    { notation: "--wide", description: "results: tables with a row a form and a column a field" },
    { notation: "--alternatives", description: "results: tables with a column of other readings" },
    { notation: "--bom", description: "results: CSV with a byte-order mark" },
    { notation: "--partial", description: "results: what there is so far" },
    shared.quiet,
  ],
  examples: [
    ["batch submit scans/ --template form.json --watch", "with the database that TENFOLD_DATABASE names"],
    ["batch submit checks.txt --field amount --database postgres://tenfold@db/tenfold", "the files in a list"],
    ["batch status 0192f3c4-0000-7000-8000-000000000001", "how far it is"],
    ["batch results 0192f3c4-0000-7000-8000-000000000001 --out checks.csv", "as tenfold read --out writes them"],
    ["batch submit /mnt/scans/june --shared /mnt/scans", "files stay where all machines see them"],
  ],
  async run(options, world) {
    const action = actions.find((one) => one === options.action);
    if (action === undefined) throw new UsageError(`batch: "${options.action}" is unknown; ${actions.join(", ")} are known`);
    const { runBatch } = await withServicePackages(() => import("./run-batch.js"));
    await runBatch(action, options, world);
  },
};
