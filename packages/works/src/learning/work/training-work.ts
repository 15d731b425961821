import { type BatchEnd, decodeModel, encodeModel, load, type Model, type ModelFile, predictedClasses, pretrained } from "tenfold";
import type { PageDecoder } from "tenfold/node";
import { fieldCache, type Look, loadReader, type OwnCalibration, type Reader } from "tenfold/recognize";
import type { Host } from "../../host.js";
import { settingsFrom } from "../../reading/settings-from.js";
import { ANY_ERROR, calibrateOn } from "../../truth/judged/calibrate-on.js";
import { isSame, type JudgedString, judgedString } from "../../truth/judged/judged-string.js";
import type { JudgedField } from "../guard/chosen-verdict.js";
import type { BaseOutcome } from "../guard/guard.js";
import type { TrainingProgress } from "../kept/trainings.js";
import { type BaseSet, baseSet } from "./base-set.js";
import { cutDocument } from "./cut-document.js";
import { onPages, where } from "./document-pages.js";
import { learnDigits } from "./learn-digits.js";
import { type Found, kindOf, readAgain, specOf } from "./read-again.js";
import type { DocumentOrder, Learned, LearnOrder, TrainingCalls, TrainingStart } from "./training-orders.js";

export interface WorkOptions extends TrainingStart {
  readonly decoder: PageDecoder;
  /** Hears the wish to stop a training, and what of it is told. */
  readonly host: Host;
  readonly onProgress: (progress: TrainingProgress) => void;
}

/** What stands where nobody said what does. */
const ANY = { kind: "digits", separators: ".,-" };

/** Does what a training consists of, in this thread. `dispose` it. */
export async function trainingWork({
  model,
  calibration,
  threads,
  sizes,
  decoder,
  host,
  onProgress,
}: WorkOptions): Promise<TrainingCalls & { dispose(): Promise<void> }> {
  const [before, lines, signs] = await Promise.all([
    model ? decodeModel(model, "the model in use") : pretrained("reader"),
    pretrained("lines"),
    pretrained("signs"),
  ]);
  const readerOf = (model: ModelFile, calibration?: OwnCalibration) =>
    loadReader({ model, lines, signs, threads, ...(calibration && { calibration }) });
  const [reader, network] = [await readerOf(before, calibration), await load(before, { threads })];
  let made: BaseSet | undefined;
  let after: { readonly file: ModelFile; readonly network: Model; readonly reader: Reader } | undefined;
  let calibrated: Reader | undefined;
  const sounded: JudgedString[] = [];
  const look: Look = (pixels) => network.predict(pixels);
  const fieldFor = fieldCache();

  const cut = (order: DocumentOrder) => cutDocument(order, { decoder, reader, look });

  async function learn({ folder, digits, seed }: LearnOrder): Promise<Learned> {
    onProgress({ part: "base", done: 0, of: 1 });
    made = await baseSet({ seed, classNames: before.classNames }, sizes);
    const from = encodeModel(before, before.metadata);
    const bytes = await learnDigits({ ...{ folder, from, digits, threads, seed }, base: made }, telling(host, onProgress));
    const file = decodeModel(bytes, "the model that was learned");
    after = { file, network: await load(file, { threads }), reader: await readerOf(file) };
    return { bytes, content: after.reader.model.content, base: made.replay.images.count };
  }

  /** What readers find where the corrected fields of a document are, in the order of these. */
  async function foundBy(order: DocumentOrder, readers: readonly Pick<Reader, "read">[]) {
    const settings = await settingsFrom(order.settings);
    const found = new Map<string, Found[]>();
    await onPages(order, decoder, async (page, fields) => {
      for (const reader of readers) {
        const some = await readAgain({ ...page, settings, reader }, fields, () => undefined).catch(where<Found[]>([]));
        for (const [at, { correction }] of fields.entries()) found.set(correction, [...(found.get(correction) ?? []), some[at]]);
      }
    });
    return order.fields.map((field) => ({ field, settings, spec: specOf(settings, field), found: found.get(field.correction) ?? [] }));
  }

  async function sound(order: DocumentOrder): Promise<void> {
    const { reader } = need(after);
    const asked = {
      read: (...[picture, options]: Parameters<Reader["read"]>) => reader.read(picture, { ...options, levels: [ANY_ERROR] }),
    };
    for (const { field, spec, found } of await foundBy(order, [asked])) {
      const truth = { file: order.name, page: field.page, line: 0, text: field.text };
      sounded.push(judgedString({ file: order.name, page: field.page, truth }, found[0], fieldFor(spec ?? ANY)));
    }
  }

  async function calibrate(): Promise<OwnCalibration | null> {
    const { file, reader } = need(after);
    const all = { strings: sounded, others: 0, mistakes: [] };
    const own = await Promise.resolve()
      .then(() => calibrateOn(all, { model: reader.model }))
      .catch(where(null)); // too few, or all wrong
    calibrated = own ? await readerOf(file, own) : undefined;
    return own;
  }

  async function judge(order: DocumentOrder): Promise<JudgedField[]> {
    const readers = [reader, need(after).reader, ...(calibrated ? [calibrated] : [])];
    return (await foundBy(order, readers)).map(({ field, settings, spec, found: [before, after, third] }) => {
      const saidOf = (found: Found) => ({
        isRight: found !== undefined && isSame(found, field.text, fieldFor(spec ?? ANY)),
        isAccepted: found?.status === "accepted",
      });
      const outcome = { kind: kindOf(spec), maxError: settings.maxError ?? 0.005, before: saidOf(before), after: saidOf(after) };
      return { outcome, calibrated: calibrated ? saidOf(third) : null };
    });
  }

  return {
    ...{ cut, learn, sound, calibrate, judge },
    async judgeBase() {
      const learned = need(after);
      const outcomes: BaseOutcome[] = [];
      for (const { name, dataset } of need(made).judging) {
        const right = async (model: Model) => {
          const said = predictedClasses(await model.predict(dataset.images), dataset.classNames.length);
          return dataset.labels.reduce((sum, label, at) => sum + Number(said[at] === label), 0);
        };
        outcomes.push({ name, count: dataset.labels.length, before: await right(network), after: await right(learned.network) });
      }
      return outcomes;
    },
    async dispose() {
      for (const one of [reader, network, after?.reader, after?.network, calibrated]) await one?.dispose();
    },
  };
}

/** Epochs of a training as its progress. */
function telling(host: Host, onProgress: (progress: TrainingProgress) => void): Host {
  return {
    ...host,
    progress(news) {
      if (news.of === "training" && "batch" in news) onProgress({ part: "learning", ...doneOf(news.batch) });
      host.progress(news);
    },
  };
}

/** Steps done of all. */
function doneOf({ epoch, epochs, batch, batches }: BatchEnd): { readonly done: number; readonly of: number } {
  return { done: (epoch - 1) * batches + batch, of: epochs * batches };
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("nothing was learned yet that could be judged");
  return value;
}
