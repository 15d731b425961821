import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { mnist, sharp } from "./clone.js";
import { failIf } from "./counted.js";
import { startService } from "./start-service.js";

/** MNIST's images that documents are made of: of the training images those that come last. */
const FROM = 50_000;
const PICTURE = 28 * 28;
const SMALL = { replay: 200, validation: 40, judging: 60, test: 1000 };
/** Of MNIST's 10,000 test images: 0.05 points, by which a model may be worse that is promoted. */
const LEEWAY = 5;
const CHUNK = 1000;

/**
 * Corrects fifty-odd fields, of which a share gets a wrong text, trains, and promotes what comes of it. The guard wants one held field rather than 200, so that it has
 * to find out what is wrong by how the model reads.
 */
export async function poisoned(scene, { share, documents, small }) {
  const { train, test } = await mnist();
  for (const wrong of share === undefined ? [0, 0.1, 1] : [Number(share)]) {
    const own = { ...scene, data: join(scene.folder, `data-${wrong}`) };
    const service = await startService({ ...own, learning: { least: 1, ...(small && { sizes: SMALL }) } });
    const said = await corrected(service, train, { count: Number(documents), wrong });
    const training = await trained(service);
    console.log(
      `${said.wrong} of ${said.all} corrections are wrong: the training is ${training.state}${training.error ? `: ${training.error}` : ""}`,
    );
    const { numbers } = training;
    if (numbers)
      console.log(
        `  ${numbers.used} fields gave ${numbers.digits} digits; left out: ${JSON.stringify(numbers.refused)}; held: ${numbers.held}`,
      );
    if (training.model) await judged(service, training.model, test);
    await service.end();
  }
}

/** Looks at the candidate by MNIST's test images, whatever the guard found, and asks to have it promoted. */
async function judged(service, id, test) {
  const { name, reasons, metrics } = await asked(service, `/v1/models/${id}`);
  const [before, after] = [await right(service, "reader", test), await right(service, name, test)];
  const isWorse = after < before - LEEWAY;
  console.log(
    `  ${name} reads ${after} of MNIST's ${test.labels.length} test images, and reader ${before}: ${isWorse ? "worse" : "no worse"}`,
  );
  for (const { name, count, before, after } of metrics.base) console.log(`  the guard saw on ${name} ${before} -> ${after} of ${count}`);
  for (const reason of reasons) console.log(`  the guard: ${reason}`);
  const { status } = await fetch(`${service.address}/v1/models/${id}/promote`, { method: "POST" });
  console.log(`  to promote it is answered ${status}`);
  failIf(isWorse && status !== 409, "a model that reads worse was promoted");
  failIf(isWorse && reasons.length === 0, "the guard has nothing against a model that reads worse");
  failIf(status !== (reasons.length > 0 ? 409 : 200), "it is promoted though the guard has reasons, or not though it has none");
}

async function right({ address }, model, { images, labels }) {
  let count = 0;
  for (let from = 0; from < labels.length; from += CHUNK) {
    const some = Math.min(CHUNK, labels.length - from);
    const body = Buffer.from(images.pixels.subarray(from * PICTURE, (from + some) * PICTURE));
    const headers = { "content-type": "application/octet-stream" };
    const response = await fetch(`${address}/v1/predict?model=${model}`, { method: "POST", headers, body });
    const { predictions } = await response.json();
    count += predictions.filter(({ label }, at) => String(label) === String(labels[from + at])).length;
  }
  return count;
}

/** Sends strips of five digits, waits until they are read, and says of each what stands there, or something else. */
async function corrected(service, train, { count, wrong }) {
  const texts = new Map();
  for (let at = 0; at < count; at++) {
    const rows = Array.from({ length: 5 }, (_, digit) => FROM + 5 * at + digit);
    const text = rows.map((row) => train.labels[row]).join("");
    const query = new URLSearchParams({ name: `${at}`, maxError: "0.000001", field: '{"kind":"digits","length":5}' });
    const headers = { "content-type": "image/png" };
    const body = await strip(rows.map((row) => train.images.pixels.subarray(row * PICTURE, (row + 1) * PICTURE)));
    await asked(service, `/v1/documents?${query}`, { method: "POST", headers, body });
    texts.set(`${at}`, text);
  }
  const said = { all: 0, wrong: 0 };
  while (said.all < count) {
    const { fields } = await asked(service, "/v1/review/next?count=50");
    for (const { id, documentName } of fields) {
      const isWrong = wrong > 0 && Number(documentName) % Math.round(1 / wrong) === 0;
      const text = isWrong ? other(texts.get(documentName), said.wrong) : texts.get(documentName);
      const body = JSON.stringify({ verdict: "corrected", text });
      await asked(service, `/v1/fields/${id}/corrections`, { method: "POST", headers: { "content-type": "application/json" }, body });
      said.all++;
      said.wrong += Number(isWrong);
    }
    if (fields.length === 0) await sleep(500);
  }
  return said;
}

/** What a person might type instead: another digit, which nobody sees, or, one time in two, another text. */
function other(text, number) {
  const later = (digit) => String((Number(digit) + 1) % 10);
  return number % 2 === 1
    ? [...text].map(later).join("")
    : [...text].map((digit, at) => (at === number % 5 ? later(digit) : digit)).join("");
}

/** Digits beside each other on light paper, at twice their size. */
async function strip(digits) {
  const [pitch, side] = [60, 28];
  const [width, height] = [40 + pitch * digits.length, 96];
  const pixels = Buffer.alloc(width * height, 235);
  for (const [at, digit] of digits.entries()) {
    for (let y = 0; y < 2 * side; y++) {
      for (let x = 0; x < 2 * side; x++) {
        pixels[(20 + y) * width + 20 + at * pitch + x] = 235 - Math.round(0.8 * digit[(y >> 1) * side + (x >> 1)]);
      }
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

async function trained(service) {
  const { id } = await asked(service, "/v1/trainings", { method: "POST" });
  for (;;) {
    const training = await asked(service, `/v1/trainings/${id}`);
    if (/done|failed|cancelled/.test(training.state)) return training;
    await sleep(1000);
  }
}

async function asked({ address }, path, options) {
  const response = await fetch(`${address}${path}`, options);
  if (!response.ok) throw new Error(`${path} is answered ${response.status}: ${await response.text()}`);
  return response.json();
}
