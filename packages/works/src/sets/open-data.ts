import { type OpenOptions, openDataset, type TrainAndTest } from "tenfold/node";
import { contextTable } from "../files/context-used.js";
import type { Host } from "../host.js";
import { type DataSource, whereOf } from "../records/data-source.js";
import { fetching } from "./fetching.js";

/** What pictures are scaled to when asked for, where no network says so: what every architecture takes. */
const SIZE = [28, 28];

/** The images to train on and to test with; what is not on this machine yet is fetched, and the host told of it. */
export async function openData(source: DataSource, host?: Host, size: readonly number[] = SIZE): Promise<TrainAndTest> {
  return openDataset(whereOf(source), await openOptions(source, size, host));
}

/** @throws InputError when the table of what is known is gone, or no longer the same */
export async function openOptions(
  { resize, labelColumn, context }: DataSource,
  [height = 0, width = 0]: readonly number[],
  host: Host | undefined,
): Promise<OpenOptions> {
  const known = context && (await contextTable(context));
  return { ...(resize && { resize: { height, width } }), labelColumn, ...(known && { context: known }), ...(host && fetching(host)) };
}
