import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "tenfold";
import type { OwnCalibration } from "tenfold/recognize";
import type { Database } from "../../store/database.js";
import { bytesOf } from "../../store/stored-documents.js";
import { chosenVerdict, type JudgedField } from "../guard/chosen-verdict.js";
import { type CorrectedDigits, keepDigits, keptDigits } from "../kept/corrected-digits.js";
import { type CorrectedDocument, correctedDocuments, stillThere } from "../kept/corrected-fields.js";
import { activeId, addModel, usableModel } from "../kept/learned-models.js";
import { beginTraining, endTraining, type TrainingNumbers, type TrainingProgress, tellProgress } from "../kept/trainings.js";
import { type BaseSizes, usualSizes } from "./base-set.js";
import type { DocumentOrder } from "./training-orders.js";
import { type TrainingThread, trainingThread } from "./training-thread.js";

export interface TrainingPlace {
  readonly database: Database;
  /** Where the files of a training lie while it runs. */
  readonly folder: string;
  /** Held fields that the guard wants; 200 unless told. Tests want fewer. */
  readonly least?: number | undefined;
  /** Threads that learn; 1 unless told, so that readers have the other cores. */
  readonly threads?: number | undefined;
  /** With so many corrections a fifth of them is for calibration; 500 unless told. Tests want fewer. */
  readonly calibrateFrom?: number | undefined;
  /** How much of the base set is looked at; tests look at less. */
  readonly sizes?: BaseSizes | undefined;
  /** Breaks it off; it goes on when it is begun again. */
  readonly signal?: AbortSignal | undefined;
}

/** Time between two notes of how far it is, in milliseconds; with each it is looked whether somebody has cancelled it. */
const NOTING = 1000;
/** With fewer digits there is nothing to learn. */
const FEWEST_DIGITS = 10;
/** One document in so many calibrates, where there are so many corrections: a hundred readings tell something. */
const [CALIBRATING, CALIBRATE_FROM] = [5, 500] as const;

/**
 * Does a training that was asked for, from corrections to a candidate that the guard has looked at. Every correction is learned from or told of, with
 * the reason. How it ends is noted with it, whatever comes but a database that is away; what is broken off by the signal, or by a kill, goes on when it is begun
 * again.
 *
 * @throws Error of the database
 */
export async function runTraining(id: string, place: TrainingPlace): Promise<void> {
  const { database, signal } = place;
  const folder = join(place.folder, id);
  if (signal?.aborted) return;
  if (!(await beginTraining(database, id))) {
    await endTraining(database, id, { state: "cancelled" }); // unless it has ended
    await rm(folder, { recursive: true, force: true });
    return;
  }
  const watched = await watching(id, place);
  try {
    await learned(id, place, { ...watched, folder });
    await rm(folder, { recursive: true, force: true });
  } catch (error) {
    if (signal?.aborted) return;
    const isUnwanted = watched.isUnwanted() || !(await tellProgress(database, id, {}));
    if (!isUnwanted && !(error instanceof TrainingError)) throw error;
    await endTraining(database, id, isUnwanted ? { state: "cancelled" } : { state: "failed", error: (error as Error).message });
    await rm(folder, { recursive: true, force: true });
  } finally {
    await watched.end();
  }
}

/** Why a training failed that would fail again. */
class TrainingError extends Error {
  override name = "TrainingError";
}

interface Watched {
  readonly thread: TrainingThread;
  /** Notes how far it is, soon. */
  readonly tell: (progress: TrainingProgress) => void;
  readonly isUnwanted: () => boolean;
}

/** A thread for the training, ended once somebody cancels it or the signal comes. */
async function watching(id: string, { database, threads = 1, sizes = usualSizes, signal }: TrainingPlace) {
  const active = await activeId(database);
  const model = active === null ? undefined : await usableModel(database, active);
  let progress: TrainingProgress | undefined;
  let isUnwanted = false;
  const tell = (news: TrainingProgress) => {
    progress = news;
  };
  const thread = trainingThread({ model: model?.bytes, calibration: model?.calibration ?? undefined, threads, sizes }, tell);
  const breakOff = () => void thread.end();
  signal?.addEventListener("abort", breakOff);
  if (signal?.aborted) breakOff(); // it came meanwhile
  const timer = setInterval(async () => {
    const isWanted = await tellProgress(database, id, { progress }).catch(() => true); // a database that is away says nothing
    if (isWanted || isUnwanted) return;
    isUnwanted = true;
    breakOff();
  }, NOTING);
  return {
    ...{ thread, tell, active },
    isUnwanted: () => isUnwanted,
    async end() {
      clearInterval(timer);
      signal?.removeEventListener("abort", breakOff);
      await thread.end();
    },
  };
}

interface At extends Watched {
  readonly folder: string;
  readonly active: string | null;
}

async function learned(id: string, { database, least, calibrateFrom = CALIBRATE_FROM }: TrainingPlace, at: At): Promise<void> {
  const { thread, tell, folder, active } = at;
  const { learning, calibrating } = parted(await correctedDocuments(database, { held: false }), calibrateFrom);
  const found = await digitsOf(database, learning, at);
  const held = await correctedDocuments(database, { held: true });
  const digits = found.filter(({ refusal }) => refusal === null);
  const labels = digits.map((one) => one.labels).join("");
  const numbers: TrainingNumbers = {
    corrections: found.length + fieldsOf(calibrating),
    calibrating: fieldsOf(calibrating),
    used: digits.length,
    refused: counted(found),
    digits: labels.length,
    base: 0,
    held: fieldsOf(held),
  };
  await tellProgress(database, id, { numbers });
  if (labels.length < FEWEST_DIGITS) {
    throw new TrainingError(
      `${found.length} corrections gave ${labels.length} digits, and ${FEWEST_DIGITS} are wanted at least: go on reviewing`,
    );
  }
  const order = { folder, digits: { pixels: Buffer.concat(digits.map(({ pixels }) => pixels)), labels }, seed: seedOf(id) };
  const { bytes, content, base } = await asked(thread.learn(order));
  await tellProgress(database, id, { numbers: { ...numbers, base } });
  const calibration = await calibrationBy(database, calibrating, at);
  const fields = await judgedFields(database, held, at);
  tell({ part: "judging", done: held.length, of: held.length + 1 });
  const chosen = chosenVerdict(fields, await asked(thread.judgeBase()), { least });
  await database.transaction(async (queries) => {
    const used = digits.map(({ correction }) => correction);
    if ((await stillThere(queries, used)) < used.length) {
      throw new TrainingError(
        "corrections that it had learned from were erased or taken back meanwhile, and so it was not kept: start another",
      );
    }
    const model = await addModel(queries, {
      parent: active,
      content,
      bytes,
      calibration: chosen.isCalibrated ? calibration : null,
      verdict: chosen.verdict,
    });
    if (!(await endTraining(queries, id, { state: "done", model })))
      throw new TrainingError("it has ended meanwhile, or is not wanted any more");
  });
}

/** Where there are many corrections, every fifth document is read to fit a calibration: of what was learned, a model is too sure. */
function parted(documents: readonly CorrectedDocument[], from: number) {
  const isCalibrating = ({ id }: CorrectedDocument) => fieldsOf(documents) >= from && Number.parseInt(id.slice(-6), 16) % CALIBRATING === 0;
  return { learning: documents.filter((one) => !isCalibrating(one)), calibrating: documents.filter(isCalibrating) };
}

function fieldsOf(documents: readonly CorrectedDocument[]): number {
  return documents.reduce((sum, { fields }) => sum + fields.length, 0);
}

/** The digits of every correction: those that were cut before, and those that are cut now and kept. */
async function digitsOf(
  database: Database,
  documents: readonly CorrectedDocument[],
  { thread, tell, active }: At,
): Promise<CorrectedDigits[]> {
  const model = active ?? "shipped";
  const found: CorrectedDigits[] = [];
  for (const [at, document] of documents.entries()) {
    tell({ part: "digits", done: at, of: documents.length });
    const kept = await keptDigits(
      database,
      document.fields.map(({ correction }) => correction),
      model,
    );
    const missing = document.fields.filter(({ correction }) => !kept.some((one) => one.correction === correction));
    const order = missing.length > 0 ? await orderFor(database, { ...document, fields: missing }) : undefined;
    const cut = order ? await asked(thread.cut(order)) : [];
    await keepDigits(database, cut, model);
    found.push(...kept, ...cut);
  }
  return found;
}

/** What the learned model's confidences are worth, by fields that trained nothing; null where too few tell. */
async function calibrationBy(
  database: Database,
  documents: readonly CorrectedDocument[],
  { thread, tell }: At,
): Promise<OwnCalibration | null> {
  for (const [at, document] of documents.entries()) {
    tell({ part: "calibrating", done: at, of: documents.length });
    const order = await orderFor(database, document);
    if (order) await asked(thread.sound(order));
  }
  return documents.length > 0 ? asked(thread.calibrate()) : null;
}

async function judgedFields(database: Database, held: readonly CorrectedDocument[], { thread, tell }: At): Promise<JudgedField[]> {
  const outcomes: JudgedField[] = [];
  for (const [at, document] of held.entries()) {
    tell({ part: "judging", done: at, of: held.length + 1 });
    const order = await orderFor(database, document);
    if (order) outcomes.push(...(await asked(thread.judge(order))));
  }
  return outcomes;
}

/** A document with its bytes; nothing where it was erased meanwhile, or lies in a folder that machines share. */
async function orderFor(database: Database, { id, name, settings, fields }: CorrectedDocument): Promise<DocumentOrder | undefined> {
  const bytes = await bytesOf(database, id);
  return bytes && { bytes, name, settings, fields };
}

/** What the thread fails at is no fault of the database. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof InputError) throw new TrainingError(error.message, { cause: error });
    throw new TrainingError(`it broke off by a fault of the program: ${(error as Error).message}`, { cause: error });
  }
}

function counted(found: readonly CorrectedDigits[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { refusal } of found) if (refusal !== null) counts[refusal] = (counts[refusal] ?? 0) + 1;
  return counts;
}

/** The same for the same training, so that one that was broken off goes on. */
function seedOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(-7), 16);
}
