import { parentPort, workerData } from "node:worker_threads";
import type { Picture } from "tenfold";
import { loadReader } from "tenfold/recognize";
import { profilesIn } from "../../writers/profiles-in.js";
import { type DecodedPlace, readPage } from "../page-read.js";
import type { PageOrder, WorkerSettings } from "./page-workers.js";

// A thread that reads pages as they are ordered, with a reader of its own.

const { effort, calibration, profiles, ...settings } = workerData as WorkerSettings;
const profileOf = profiles === undefined ? undefined : profilesIn(profiles);
const reader = await loadReader({ threads: 1, effort, calibration });

parentPort?.on("message", async ({ picture, place }: PageOrder) => {
  try {
    parentPort?.postMessage({
      read: await readPage(picture as Picture, place as DecodedPlace, { ...settings, profileOf, effort, reader }),
    });
  } catch (error) {
    parentPort?.postMessage({ error });
  }
});
