import { type Dataset, InputError, imagesOf, load, type Picture, pretrained } from "tenfold";
import { decodeBlob, grayscale } from "tenfold/image";
import { type DigitsFound, digitsAt, type FieldSpec, loadReader, READING_CLASSES } from "tenfold/recognize";
import type { SaidField } from "tenfold-works/review/record";
import { ServerError, serverAnswer, withKey } from "../../server-answer.js";
import type { CorrectionsSource, DataTeller, TrainAndTest } from "../training-order.js";
import { mnistBeside } from "./mnist-beside.js";

const PIXELS = 28 * 28;
/** So many are asked for at once. */
const PART = 500;
/** Fewer digits judge nothing; then one other field in so many judges, too. */
const [JUDGING, LEAST_JUDGING] = [6, 20] as const;
/** Fewer teach nothing by themselves. */
const LEAST_ALONE = 60;

/** A field with its digits. */
interface CutField {
  readonly isHeld: boolean;
  readonly pixels: Uint8Array;
  readonly labels: string;
}

/**
 * The digits of the fields that people have looked at, cut out of their pages in this browser; to be judged by are those that the server holds for
 * it, or a sixth of the fields. MNIST stands behind them where it is wanted, so that the first images are the corrected ones.
 *
 * @throws InputError where there are none, or too few, or in the words of the server
 */
export async function correctedDigits({ base, key, withMnist }: CorrectionsSource, teller: DataTeller): Promise<TrainAndTest> {
  const ask = (path: string) => serverAnswer(new URL(path, base), { headers: withKey(key) });
  const fields = await saidFields(ask);
  if (fields.length === 0)
    throw new InputError("nobody has said of a field what stands there; look at some under Review, and they can be learned from");
  const [learned, judged] = parted(await cutFields(fields, ask, teller));
  const train = datasetOf("corrections train", learned);
  const test = datasetOf("corrections test", judged);
  if (test.labels.length === 0 || (!withMnist && train.labels.length < LEAST_ALONE)) {
    const some = train.labels.length + test.labels.length;
    const remedy = withMnist ? "" : "learn MNIST beside them, or ";
    throw new InputError(
      `${some} ${some === 1 ? "digit" : "digits"} of ${fields.length} corrected fields are too few to learn from; ${remedy}look at more under Review`,
    );
  }
  if (!withMnist) return { train, test };
  teller.doing("Fetching MNIST from beside the page");
  return { train: behind(train, (await mnistBeside(base)).train), test };
}

type Ask = (path: string) => Promise<Response>;

async function saidFields(ask: Ask): Promise<SaidField[]> {
  const all: SaidField[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const answer = await ask(`v1/corrections?limit=${PART}${after === undefined ? "" : `&after=${after}`}`).catch(inItsWords);
    const { corrections } = (await answer.json()) as { readonly corrections: readonly SaidField[] };
    all.push(...corrections);
    if (corrections.length < PART) return all;
  }
}

/** A page is fetched once, whatever was corrected on it. */
async function cutFields(fields: readonly SaidField[], ask: Ask, teller: DataTeller): Promise<CutField[]> {
  const reader = await loadReader();
  const network = await load(await pretrained("reader"));
  try {
    const cut: CutField[] = [];
    const refused = new Map<string, number>();
    let done = 0;
    for (const [address, own] of byPage(fields)) {
      const picture = await pictureAt(address, ask);
      for (const { box, text, field, isHeld } of own) {
        const known = { text, box: box ?? undefined, field: (field as FieldSpec | null) ?? undefined };
        const found: DigitsFound = picture
          ? await digitsAt(picture, known, reader, (pixels) => network.predict(pixels))
          : { refusal: "its page cannot be shown" };
        if ("refusal" in found) refused.set(found.refusal, (refused.get(found.refusal) ?? 0) + 1);
        else cut.push({ ...found, isHeld });
        teller.doing(`Cutting out digits: ${++done} of ${fields.length} corrected fields`);
      }
    }
    teller.tell(inWords(cut, fields.length, refused));
    return cut;
  } finally {
    await reader.dispose();
    await network.dispose();
  }
}

function byPage(fields: readonly SaidField[]): ReadonlyMap<string, readonly SaidField[]> {
  const pages = new Map<string, SaidField[]>();
  for (const field of fields) {
    const address = `v1/documents/${field.document}/pages/${field.page}.png`;
    const own = pages.get(address) ?? [];
    own.push(field);
    pages.set(address, own);
  }
  return pages;
}

/** A page in shades of gray; undefined where its file was moved or erased meanwhile, or cannot be decoded here. */
async function pictureAt(address: string, ask: Ask): Promise<Picture | undefined> {
  try {
    const answer = await ask(address);
    return { ...grayscale(await decodeBlob(await answer.blob(), address)), channels: 1 };
  } catch (error) {
    const isGone = error instanceof ServerError && GONE.includes(error.status);
    if (isGone || error instanceof InputError) return undefined;
    return inItsWords(error as Error);
  }
}

/** There is no such document, and its file cannot be read. */
const GONE: readonly number[] = [404, 422];

/** What the server refuses, or that it does not answer, is no bug. */
function inItsWords({ message }: Error): never {
  throw new InputError(message);
}

function inWords(cut: readonly CutField[], of: number, refused: ReadonlyMap<string, number>): string {
  const digits = cut.reduce((sum, { labels }) => sum + labels.length, 0);
  const why = [...refused].sort(([, one], [, other]) => other - one).map(([reason, count]) => `${count} as ${reason}`);
  const left = why.length === 0 ? "" : `; the others were left out: ${why.join(", ")}`;
  return `${digits} digits of ${cut.length} of ${of} corrected fields${left}`;
}

/** Those to learn from, and those that judge. */
function parted(cut: readonly CutField[]): readonly [readonly CutField[], readonly CutField[]] {
  const held = cut.filter(({ isHeld }) => isHeld).reduce((sum, { labels }) => sum + labels.length, 0);
  const judges = ({ isHeld }: CutField, at: number) => isHeld || (held < LEAST_JUDGING && at % JUDGING === JUDGING - 1);
  return [cut.filter((one, at) => !judges(one, at)), cut.filter(judges)];
}

function datasetOf(name: string, fields: readonly CutField[]): Dataset {
  const labels = Uint8Array.from(fields.map(({ labels }) => labels).join(""), Number);
  const pixels = new Uint8Array(labels.length * PIXELS);
  let at = 0;
  for (const { pixels: own } of fields) {
    pixels.set(own, at);
    at += own.length;
  }
  return { name, images: imagesOf(pixels, [labels.length, 28, 28, 1]), labels, classNames: DIGITS };
}

const DIGITS = READING_CLASSES.slice(0, 10);

function behind(first: Dataset, { images, labels }: Dataset): Dataset {
  const pixels = new Uint8Array(first.images.pixels.length + images.pixels.length);
  pixels.set(first.images.pixels);
  pixels.set(images.pixels, first.images.pixels.length);
  const count = first.images.count + images.count;
  return {
    name: "corrections and mnist train",
    images: imagesOf(pixels, [count, 28, 28, 1]),
    labels: Uint8Array.from([...first.labels, ...labels]),
    classNames: first.classNames,
  };
}
