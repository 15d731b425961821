import { gunzipSync } from "node:zlib";
import sharp from "sharp";
import { parseIdxLabels } from "tenfold";
import { addKey, type Scope } from "tenfold-works/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { hasPostgres, type TestPostgres, testPostgres } from "../../works/test/test-postgres.js";
import { dashboardQueries, namedIn } from "./dashboard.js";
import { type TestService, testService } from "./test-service.js";

let png: (text: string) => Promise<Buffer>;

beforeAll(async () => {
  const { test } = await mnist();
  png = (text) => {
    const { pixels, height, width, channels } = writtenWith(test, [text]);
    return sharp(pixels as Uint8Array, { raw: { height, width, channels } })
      .png()
      .toBuffer();
  };
});

const octets = { "content-type": "application/octet-stream" };

/** A multipart body of a file and other parts. */
function form(file: Buffer, parts: Readonly<Record<string, string>> = {}) {
  const boundary = "----tenfold";
  const others = Object.entries(parts).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`;
  return {
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(others.join("") + head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

const postgresIsThere = (kind: string) => kind === "server" && hasPostgres;

describe.each([
  ["embedded", true],
  ["server", hasPostgres],
] as const)("the service with a database that is %s", (kind, isThere) => {
  let service: TestService;
  let postgres: TestPostgres | undefined;

  beforeAll(async () => {
    if (!isThere) return;
    postgres = kind === "server" ? await testPostgres() : undefined;
    service = await testService({ address: postgres?.address, limits: { bytes: 400_000, pictures: 64 } });
  }, 120_000);
  afterAll(async () => {
    if (!isThere) return;
    await service.end();
    await postgres?.end();
  });

  it.skipIf(!isThere)("reads a picture, as the body and as a part, with options in the query or beside it", async () => {
    const file = await png("94107");
    const raw = await service.ask({
      method: "POST",
      url: "/v1/read?field=us-zip&maxError=0.2&effort=fast&name=zip.png",
      headers: { "content-type": "image/png" },
      payload: file,
    });
    expect(raw.statusCode).toBe(200);
    expect(raw.json().pages[0]).toMatchObject({ file: "zip.png", strings: [{ text: "94107", status: "accepted" }] });
    const parts = await service.ask({ method: "POST", url: "/v1/read", ...form(file, { field: '{"kind":"digits","length":5}' }) });
    expect(parts.json().pages[0]).toMatchObject({ file: "a.png", strings: [{ text: "94107" }] });
    expect(await service.leftOver()).toEqual([]);
  });

  it.skipIf(!isThere)("reads in parallel what it reads in turn, and says that it is full where too much waits", async () => {
    const files = await Promise.all(["1", "22", "333"].map(png));
    const read = (payload: Buffer) => service.ask({ method: "POST", url: "/v1/read", headers: octets, payload });
    const inTurn = [];
    for (const file of files) inTurn.push((await read(file)).json().pages);
    const atOnce = await Promise.all(files.map(read));
    expect(atOnce.map((one) => one.json().pages)).toEqual(inTurn);
    const many = await Promise.all(Array.from({ length: 12 }, () => read(files[2] as Buffer)));
    const full = many.filter(({ statusCode }) => statusCode === 503);
    expect(full.length).toBeGreaterThan(0);
    expect(full[0]?.headers["retry-after"]).toBe("1");
    expect(many.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThanOrEqual(5);
  });

  it.skipIf(!isThere).each([
    ["no picture", { headers: octets, payload: Buffer.from("abc") }, "/v1/read", 422, "holds text", "#/body"],
    [
      "an unknown field",
      { headers: octets, payload: Buffer.from("abc") },
      "/v1/read?field=us-zap",
      422,
      "did you mean us-zip?",
      "#/query/field",
    ],
    ["an impossible rate", { headers: octets, payload: Buffer.from("abc") }, "/v1/read?maxError=2", 422, "maxError", "#/query/maxError"],
    [
      "an unknown option",
      { headers: octets, payload: Buffer.from("abc") },
      "/v1/read?feld=1",
      400,
      '"feld" is unknown here',
      "#/query/feld",
    ],
    ["a broken template", form(Buffer.from("abc"), { template: '{"name":' }), "/v1/read", 422, "looks like JSON", "#/body/template"],
    ["another template", form(Buffer.from("abc"), { template: '{"name":"x"}' }), "/v1/read", 422, "units", "#/body/template"],
    ["an unknown part", form(Buffer.from("abc"), { kind: "x" }), "/v1/read", 422, 'the part "kind" is unknown', "#/body/kind"],
    ["nothing", { headers: octets, payload: Buffer.alloc(0) }, "/v1/read", 400, "empty", "#/body"],
    ["text", { headers: { "content-type": "text/plain" }, payload: "abc" }, "/v1/read", 415, "this kind of content", undefined],
    [
      "no boundary",
      { headers: { "content-type": "multipart/form-data" }, payload: "abc" },
      "/v1/read",
      400,
      "no boundary",
      "#/headers/content-type",
    ],
    ["too much", { headers: octets, payload: Buffer.alloc(500_000) }, "/v1/read", 413, "at most 400000", undefined],
    ["too large a part", form(Buffer.alloc(500_000)), "/v1/read", 413, "larger than", undefined],
    ["no JSON", { headers: { "content-type": "application/json" }, payload: "{" }, "/v1/strokes", 400, "no JSON", undefined],
    [
      "no strokes",
      { headers: { "content-type": "application/json" }, payload: "{}" },
      "/v1/strokes",
      400,
      '"strokes" is missing',
      "#/body/strokes",
    ],
    [
      "odd strokes",
      { headers: { "content-type": "application/json" }, payload: '{"strokes":[[1]]}' },
      "/v1/strokes",
      422,
      "as many of both",
      undefined,
    ],
    ["odd bytes", { headers: octets, payload: Buffer.alloc(785) }, "/v1/predict", 422, "a multiple of 784", "#/body"],
    [
      "no such model",
      { headers: octets, payload: Buffer.alloc(784) },
      "/v1/predict?model=x",
      422,
      "classic, mobile, reader",
      "#/query/model",
    ],
    ["too many pictures", { headers: octets, payload: Buffer.alloc(784 * 65) }, "/v1/predict", 413, "more than 64", undefined],
    [
      "JSON for a picture",
      { headers: { "content-type": "application/json" }, payload: "{}" },
      "/v1/read",
      415,
      "a picture or PDF is wanted",
      undefined,
    ],
    [
      "another boundary",
      { headers: { "content-type": "multipart/form-data; boundary=x" }, payload: "abc" },
      "/v1/read",
      400,
      "cut short",
      undefined,
    ],
    [
      "text for numbers",
      { headers: { "content-type": "application/json" }, payload: '{"strokes":[["1","2"]]}' },
      "/v1/strokes",
      400,
      "must be number",
      "#/body/strokes/0/0",
    ],
    ["half a sign", form(Buffer.from("abc"), { template: '{"name":"\\ud800"}' }), "/v1/read", 422, "", "#/body/template"],
    [
      "a name of two lines",
      { headers: octets, payload: Buffer.from("abc") },
      "/v1/read?name=a%0Ab",
      400,
      '#/query/name is "a\\nb"; wanted is: what to call the file, in one line',
      "#/query/name",
    ],
    ["an unknown route", { payload: "" }, "/v1/rread", 404, "/docs shows", undefined],
  ] as const)("answers %s with a problem that says what is wanted", async (_, request, url, status, detail, pointer) => {
    const response = await service.ask({ method: "POST", url, ...request });
    expect([response.statusCode, response.headers["content-type"]]).toEqual([status, "application/problem+json; charset=utf-8"]);
    expect(response.json()).toMatchObject({ status, detail: expect.stringContaining(detail) });
    expect(response.json().errors?.[0]?.pointer).toBe(pointer);
    expect(await service.leftOver()).toEqual([]);
  });

  it.skipIf(!isThere)("reads strokes, and tells single pictures apart", async () => {
    const one = await service.ask({
      method: "POST",
      url: "/v1/strokes",
      payload: { strokes: [[0, 0, 0, 40]], field: { kind: "digits", length: 1 } },
    });
    expect(one.json().pages[0].strings[0].text).toBe("1");
    const { test } = await mnist();
    const payload = Buffer.from(test.images.pixels.subarray(0, 784 * 3));
    const predicted = await service.ask({ method: "POST", url: "/v1/predict?model=mobile", headers: octets, payload });
    expect(predicted.json().predictions.map(({ label }: { label: number }) => label)).toEqual([...test.labels.subarray(0, 3)]);
  });

  it.skipIf(!isThere)("keeps a document once, reads it, shows it and erases it", async () => {
    const file = await png("31415");
    const send = (key: string, parts = {}) => {
      const { headers, payload } = form(file, parts);
      return service.ask({ method: "POST", url: "/v1/documents", headers: { ...headers, "idempotency-key": key }, payload });
    };
    const [sent, again] = [await send("a"), await send("a")];
    expect([sent.statusCode, sent.headers.location]).toEqual([202, `/v1/documents/${sent.json().id}`]);
    expect(again.json()).toEqual(sent.json());
    expect((await send("a", { field: "us-zip" })).statusCode).toBe(422);
    const url = sent.headers.location as string;
    await expect.poll(async () => (await service.ask({ url })).json().status, { timeout: 20_000 }).toBe("read");
    const { id, ...document } = (await service.ask({ url })).json();
    expect(document).toMatchObject({ name: "a.png", mime: "image/png", size: file.length, error: null, duplicates: [] });
    const result = (await service.ask({ url: `${url}/result.json` })).json();
    expect(result.pages[0].strings[0].text).toBe("31415");
    expect((await service.ask({ url: `${url}/result.csv` })).body).toContain("a.png,1,,31415");
    for (const [ending, start] of [
      ["jsonl", "{"],
      ["tsv", "level\t"],
      ["xlsx", "PK"],
      ["hocr", "<?xml"],
      ["alto.xml", "<?xml"],
      ["page.xml?page=1", "<?xml"],
      ["pdf", "%PDF"],
    ]) {
      const written = await service.ask({ url: `${url}/result.${ending}` });
      expect([ending, written.statusCode, written.rawPayload.subarray(0, start?.length).toString()]).toEqual([ending, 200, start]);
    }
    expect((await service.ask({ url: `${url}/result.page.xml?page=2` })).statusCode).toBe(404);
    const page = await service.ask({ url: `${url}/pages/1.png` });
    expect(await sharp(page.rawPayload).metadata()).toMatchObject({ format: "png", width: result.pages[0].width });
    expect((await service.ask({ url: `${url}/pages/2.png` })).statusCode).toBe(404);
    expect((await service.ask({ url: "/v1/documents?limit=1" })).json().documents.map((one: { id: string }) => one.id)).toEqual([id]);
    await service.database.query("update contents set bytes = null"); // as of those that lie in a folder that machines share
    for (const part of ["result.pdf", "pages/1.png"]) {
      const elsewhere = (await service.ask({ url: `${url}/${part}` })).json();
      expect(elsewhere).toMatchObject({ status: 422, detail: expect.stringContaining("lies in a folder that machines share") });
    }
    expect((await service.ask({ method: "DELETE", url })).statusCode).toBe(204);
    expect((await service.ask({ url })).statusCode).toBe(404);
  });

  it.skipIf(!isThere)("gives fields to review, takes corrections and takes them back", async () => {
    const { headers, payload } = form(await png("271828"), { field: "us-zip" }); // six digits are no ZIP code
    const { id } = (await service.ask({ method: "POST", url: "/v1/documents", headers, payload })).json();
    await expect.poll(async () => (await service.ask({ url: `/v1/documents/${id}` })).json().status, { timeout: 20_000 }).toBe("read");
    const as = (name: string) => ({ "x-reviewer": name });
    const [field] = (await service.ask({ url: "/v1/review/next", headers: as("ann") })).json().fields;
    expect(field).toMatchObject({ document: id, page: 1, isSample: false });
    expect((await service.ask({ url: "/v1/review/next", headers: as("ben") })).json().fields).toEqual([]);
    const say = (who: string, body: object) =>
      service.ask({ method: "POST", url: `/v1/fields/${field.id}/corrections`, headers: as(who), payload: body });
    expect((await say("ben", { verdict: "right" })).statusCode).toBe(409);
    expect((await say("ann", { verdict: "corrected" })).json()).toMatchObject({ status: 422, errors: [{ pointer: "#/body/text" }] });
    expect((await say("ann", { verdict: "corrected", text: "27182" })).statusCode).toBe(201);
    expect((await service.ask({ url: "/v1/review/stats" })).json()).toMatchObject({ open: 0, done: 1 });
    expect((await service.ask({ method: "POST", url: "/v1/review/undo", headers: as("ann") })).json()).toEqual({ field: field.id });
    expect((await service.ask({ method: "POST", url: "/v1/review/undo", headers: as("ann") })).statusCode).toBe(409);
    await service.ask({ method: "DELETE", url: `/v1/documents/${id}` });
  });

  it.skipIf(!isThere)("lets in from elsewhere who has a key of the right scope, and nobody else", async () => {
    const from = { remoteAddress: "192.0.2.7" };
    const key = async (scope: Scope) => ({ authorization: `Bearer ${await addKey(service.database, { name: scope, scope })}` });
    const [read, review] = [await key("read"), await key("review")];
    const status = async (url: string, headers: Readonly<Record<string, string>> = {}) =>
      (await service.ask({ url, headers, ...from })).statusCode;
    expect(await status("/v1/models")).toBe(401);
    expect(await status("/v1/models", { authorization: "Bearer tf_no" })).toBe(401);
    expect(await status("/v1/models", read)).toBe(200);
    expect(await status("/v1/review/stats", read)).toBe(403);
    expect(await status("/v1/review/stats", review)).toBe(200);
    expect(await status("/health/live")).toBe(200);
    expect(await status("/docs/json")).toBe(200);
    const without = async (headers: Readonly<Record<string, string>>) => (await service.ask({ url: "/v1/models", headers })).statusCode;
    expect(await without({ "x-forwarded-for": "192.0.2.9" })).toBe(401); // a proxy on this machine
    expect(await without({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await without({ "sec-fetch-site": "same-origin" })).toBe(200);
    await service.database.query("update keys set revoked = now() where name = 'read'");
    expect(await status("/v1/models", read)).toBe(401);
    const local = async (headers: Readonly<Record<string, string>>) => (await service.ask({ url: "/v1/models", headers })).statusCode;
    expect(await local({ origin: "http://evil.example" })).toBe(403);
    expect(await local({ host: "evil.example" })).toBe(403);
    expect(await local({ host: "localhost:80", origin: "http://localhost:80" })).toBe(200);
  });

  it.skipIf(!isThere)("takes ids as they are printed alone, a template as a file, and a type where there is no body", async () => {
    expect((await service.ask({ url: "/v1/documents/urn:uuid:01a22a0b-8bc5-7742-8f39-d81d257fd773" })).statusCode).toBe(400);
    const { headers, payload } = form(await png("7"));
    const template = Buffer.from(
      '------tenfold\r\ncontent-disposition: form-data; name="template"; filename="t.json"\r\n\r\n{"name":"x"}\r\n',
    );
    const refused = await service.ask({ method: "POST", url: "/v1/read", headers, payload: Buffer.concat([template, payload]) });
    expect(refused.json()).toMatchObject({ status: 422, errors: [{ pointer: "#/body/template" }] });
    const undo = await service.ask({
      method: "POST",
      url: "/v1/review/undo",
      headers: { "content-type": "application/json" },
      payload: "",
    });
    expect(undo.statusCode).toBe(409);
    expect((await service.ask({ url: "/v1/%zz" })).statusCode).toBe(400);
  });

  it.skipIf(!postgresIsThere(kind))("answers 503 while its database is away, and goes on when it is back", async () => {
    await postgres?.kill();
    try {
      const away = await service.ask({ url: "/v1/documents" });
      expect([away.statusCode, away.headers["retry-after"]]).toEqual([503, "1"]);
      expect((await service.ask({ url: "/health/ready" })).statusCode).toBe(503);
      expect((await service.ask({ url: "/health/live" })).statusCode).toBe(200);
      expect((await service.ask({ url: "/metrics" })).statusCode).toBe(200);
    } finally {
      await postgres?.start();
    }
    await expect.poll(async () => (await service.ask({ url: "/v1/documents" })).statusCode, { timeout: 20_000 }).toBe(200);
  });

  it.skipIf(!isThere)("has all that the dashboard for Grafana asks for", async () => {
    await service.ask({ url: "/health/live" });
    const metrics = await service.ask({ url: "/metrics" });
    expect(dashboardQueries().length).toBeGreaterThan(20);
    for (const query of dashboardQueries()) {
      const { metrics: names, labels } = namedIn(query);
      for (const name of names) {
        const family = name.replace(/_bucket$/, "");
        expect([query, metrics.body.includes(`\n# TYPE ${family} ${family === name ? "" : "histogram"}`)]).toEqual([query, true]);
        const [sample] = metrics.body.split("\n").filter((line) => line.startsWith(`${name}{`));
        if (sample === undefined) continue; // there is none of it yet
        for (const label of labels.filter((one) => one !== "instance")) expect(sample).toMatch(new RegExp(`[{,]${label}="`));
      }
    }
  });

  it.skipIf(!isThere)("counts, and guards its pages", async () => {
    const metrics = await service.ask({ url: "/metrics" });
    expect(metrics.body).toMatch(/tenfold_requests_total\{method="POST",route="\/v1\/read",status="422"\} \d/);
    expect(metrics.body).toContain("tenfold_jobs 0");
    const docs = await service.ask({ url: "/docs/" });
    expect(docs.headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "content-security-policy": expect.stringContaining("default-src 'self'"),
      "x-content-type-options": "nosniff",
    });
  });

  it.skipIf(!isThere)("hands on MNIST's files to pages that train", async () => {
    const { rawPayload, headers } = await service.ask({ url: "/data/mnist/t10k-labels-idx1-ubyte.gz" });
    expect(headers["content-type"]).toBe("application/gzip");
    const { test } = await mnist();
    expect(Uint8Array.from(parseIdxLabels(gunzipSync(rawPayload), "labels"))).toEqual(Uint8Array.from(test.labels));
    expect((await service.ask({ url: "/data/mnist/other" })).statusCode).toBe(404);
  });
});
