import sharp from "sharp";
import type { Dataset } from "tenfold";
import { loadHands, type WriterProfile, writerProfile } from "tenfold/recognize";
import { addKey, type Scope } from "tenfold-works/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { writtenWith } from "../../tenfold/test/written.js";
import { hasPostgres, type TestPostgres, testPostgres } from "../../works/test/test-postgres.js";
import { type TestService, testService } from "./test-service.js";

describe.each([
  ["embedded", true],
  ["server", hasPostgres],
] as const)("writers over a database that is %s", (kind, isThere) => {
  let service: TestService;
  let postgres: TestPostgres | undefined;
  let digits: Dataset;
  let profile: WriterProfile;

  beforeAll(async () => {
    if (!isThere) return;
    digits = (await mnist()).test;
    profile = writerProfile(
      { pictures: digits.images.pixels.slice(0, 40 * 784), labels: digits.labels.subarray(0, 40) },
      await loadHands(),
    );
    postgres = kind === "server" ? await testPostgres() : undefined;
    service = await testService({ address: postgres?.address });
  }, 300_000);
  afterAll(async () => {
    if (!isThere) return;
    await service.end();
    await postgres?.end();
  });

  const png = (text: string) => {
    const { pixels, height, width, channels } = writtenWith(digits, [text]);
    return sharp(pixels as Uint8Array, { raw: { height, width, channels } })
      .png()
      .toBuffer();
  };
  const headers = { "content-type": "image/png" };
  const put = (id: string, payload: object) => service.ask({ method: "PUT", url: `/v1/writers/${id}`, payload });
  const read = async (query: string, text = "94107") =>
    service.ask({ method: "POST", url: `/v1/read?${query}`, headers, payload: await png(text) });
  const send = async (query: string, text: string) =>
    (await service.ask({ method: "POST", url: `/v1/documents?${query}`, headers, payload: await png(text) })).json();
  const readAll = async (ids: readonly string[]) => {
    for (const id of ids)
      await expect.poll(async () => (await service.ask({ url: `/v1/documents/${id}` })).json().status, { timeout: 120_000 }).toBe("read");
  };
  const deeds = async (count: number) =>
    (
      await service.database.query<{ who: string; what: string; subject: string }>(
        `select who, what, subject from audit order by id desc limit ${count}`,
      )
    ).map(({ who, what, subject }) => `${who} ${what} ${subject}`);

  it.skipIf(!isThere)("are kept by their profile, shown, changed and erased, and who did it is noted", async () => {
    const made = await put("anna", profile);
    expect([made.statusCode, made.headers.location]).toEqual([201, "/v1/writers/anna"]);
    expect(made.json()).toEqual({ id: "anna", digits: 40, created: expect.any(String), changed: made.json().created });
    const again = await put("anna", { ...profile, digits: 41 });
    expect([again.statusCode, again.json().digits]).toEqual([200, 41]);
    await put("Ben-2", profile);
    const names = async (query = "") =>
      (await service.ask({ url: `/v1/writers${query}` })).json().writers.map((one: { id: string }) => one.id);
    expect([await names(), await names("?limit=1"), await names("?after=Ben-2")]).toEqual([["Ben-2", "anna"], ["Ben-2"], ["anna"]]);
    expect((await service.ask({ url: "/v1/writers/Ben-2" })).json().profile).toEqual(profile);
    expect((await service.ask({ method: "DELETE", url: "/v1/writers/Ben-2" })).statusCode).toBe(204);
    for (const method of ["GET", "DELETE"] as const) expect((await service.ask({ method, url: "/v1/writers/Ben-2" })).statusCode).toBe(404);
    expect(await deeds(4)).toEqual([
      ...["local writer erased Ben-2", "local writer kept Ben-2", "local writer kept anna", "local writer kept anna"],
    ]);
  });

  it.skipIf(!isThere).each([
    ["anna", { version: 1 }, 422, "the profile has no digits; a number from 1 is wanted"],
    ["anna", { version: 1, documents: ["01a22a0b-8bc5-7742-8f39-d81d257fd773"] }, 422, "exclude each other"],
    ["anna", { documents: [] }, 400, "#/body/documents must NOT have fewer than 1 items"],
    [".anna", {}, 400, '#/params/id is ".anna"; wanted is: what the writer is called'],
  ])("are refused where they are none: %s %j", async (id, payload, status, told) => {
    const { statusCode, body } = await put(id, payload);
    expect([statusCode, body]).toEqual([status, expect.stringContaining(JSON.stringify(told).slice(1, -1))]);
  });

  it.skipIf(!isThere)("are refused where another version made them, or nobody has corrected anything", async () => {
    const other = await put("anna", { ...profile, hands: "00000000" });
    expect(other.json()).toMatchObject({ status: 422, detail: expect.stringContaining("learn it again") });
    const none = await put("anna", { documents: ["01a22a0b-8bc5-7742-8f39-d81d257fd773"] });
    expect(none.json()).toMatchObject({
      status: 422,
      detail: expect.stringContaining("nobody has said of these documents what stands in them"),
      errors: [{ pointer: "#/body/documents" }],
    });
  });

  it.skipIf(!isThere)("tell how digits are read, as one hand does, and not unless that is asked for", async () => {
    await put("anna", profile);
    const context = async (query: string) => (await read(query)).json().pages[0].context;
    expect(await context("effort=fast")).toBeUndefined();
    expect(await context("effort=fast&hand=one")).toMatchObject({ from: 5, changed: expect.any(Number) });
    expect(await context("effort=fast&hand=many")).toBeUndefined();
    expect(await context("effort=fast&writer=anna&hand=one")).toMatchObject({ from: 5 });
    const strokes = { strokes: [[0, 0, 0, 40]], effort: "fast", writer: "anna" };
    const drawn = await service.ask({ method: "POST", url: "/v1/strokes", payload: strokes });
    expect(drawn.json().pages[0].context).toBeDefined();
  });

  it.skipIf(!isThere)("tell where somebody is from, beside how he writes, until he is erased", async () => {
    await put("emil", profile);
    const told = async (writer: object) => (await read(`effort=fast&writer=${JSON.stringify(writer)}`)).json().pages[0].context;
    expect(await told({ region: "CH" })).toEqual({ changed: expect.any(Number), region: "CH" });
    expect(await told({ region: "CH", profile: "emil" })).toMatchObject({ from: expect.any(Number), region: "CH", profile: 40 });
    const strokes = { strokes: [[0, 0, 0, 40]], effort: "fast", writer: { region: "CH" } };
    const drawn = await service.ask({ method: "POST", url: "/v1/strokes", payload: strokes });
    expect(drawn.json().pages[0].context).toEqual({ changed: 0, region: "CH" });
    const { id } = await send('effort=fast&writer={"region":"CH","profile":"emil"}', "1");
    await readAll([id]);
    await service.ask({ method: "DELETE", url: "/v1/writers/emil" });
    expect((await service.ask({ url: `/v1/documents/${id}` })).json().settings.writer).toEqual({ region: "CH" });
  });

  it.skipIf(!isThere).each([
    ["hand=two", "hand", 'hand is "two"'],
    ["writer=nobody", "writer", 'there is no writer "nobody"; PUT /v1/writers/nobody keeps how one writes'],
    ["writer=-", "writer", "a writer's name has 1 to 100 letters"],
    ["writer=anna&hand=many", "hand", 'a writer\'s profile is told, and hand is "many"'],
    ['writer={"region":"XX"}', "writer", 'writer: region is "XX", which the reader has never seen; it knows CH, DE, AT, FR, CL, IN, US'],
    ['writer={"pen":"thin"}', "writer", 'writer has "pen", which the reader does not know; what it can use is region and profile'],
    ['writer={"profile":"nobody"}', "writer", 'there is no writer "nobody"'],
  ])("and are refused where they can not be meant: %s", async (query, option, told) => {
    for (const url of [`/v1/read?${query}`, `/v1/documents?${query}`]) {
      const { statusCode, body } = await service.ask({ method: "POST", url, headers, payload: await png("1") });
      expect([statusCode, JSON.parse(body)]).toEqual([
        422,
        expect.objectContaining({
          detail: expect.stringContaining(told),
          errors: [expect.objectContaining({ pointer: `#/query/${option}` })],
        }),
      ]);
    }
    const payload = { strokes: [[0, 0, 0, 40]], ...Object.fromEntries(new URLSearchParams(query)) };
    const drawn = await service.ask({ method: "POST", url: "/v1/strokes", payload });
    expect(drawn.json()).toMatchObject({ status: 422, errors: [{ pointer: `#/body/${option}` }] });
  });

  it.skipIf(!isThere)("are learned from what people said of their documents, which forget them with the profile", async () => {
    const texts = ["27182", "94107"];
    const sent = await Promise.all(
      texts.map((text) => send(`name=${text}&maxError=0.000001&effort=fast&hand=one&field={"kind":"digits","length":5}`, text)),
    );
    const ids = sent.map(({ id }) => id as string);
    await readAll(ids);
    for (const { id, documentName } of (await service.ask({ url: "/v1/review/next?count=50" })).json().fields) {
      const payload = { verdict: "corrected", text: documentName };
      expect((await service.ask({ method: "POST", url: `/v1/fields/${id}/corrections`, payload })).statusCode).toBe(201);
    }
    const learned = await put("carl", { documents: ids });
    expect(learned.json()).toMatchObject({ id: "carl", digits: expect.any(Number) });
    expect(learned.json().digits % 5).toBe(0);
    expect(learned.json().digits).toBeGreaterThan(0);
    const { id } = await send("writer=carl&effort=fast", "60221");
    await readAll([id]);
    const asked = async () => (await service.ask({ url: `/v1/documents/${id}` })).json().settings;
    expect(await asked()).toMatchObject({ writer: "carl" });
    expect((await service.ask({ url: `/v1/documents/${id}/result.json` })).json().pages[0].context).toMatchObject({
      from: expect.any(Number),
    });
    await service.ask({ method: "DELETE", url: "/v1/writers/carl" });
    expect(await asked()).toEqual({ effort: "fast" });
  });

  it.skipIf(!isThere)("are nobody for documents that wait while they are erased", async () => {
    await put("dora", profile);
    const { id } = await send("writer=dora&effort=fast", "1");
    await service.database.query("delete from writers where id = 'dora'");
    await readAll([id]);
  });

  it.skipIf(!isThere)("are for those who review; who reads may name them", async () => {
    await put("anna", profile);
    const asked = async (scope: Scope, method: "GET" | "PUT" | "DELETE" | "POST", url: string, payload?: object | Buffer) => {
      const authorization = `Bearer ${await addKey(service.database, { name: `${scope} ${method} ${url}`, scope })}`;
      const type = payload instanceof Buffer ? headers : {};
      return (
        await service.ask({ method, url, headers: { authorization, ...type }, remoteAddress: "192.0.2.7", ...(payload && { payload }) })
      ).statusCode;
    };
    for (const method of ["GET", "PUT", "DELETE"] as const)
      expect(await asked("read", method, "/v1/writers/anna", method === "PUT" ? profile : undefined)).toBe(403);
    expect(await asked("read", "GET", "/v1/writers")).toBe(403);
    expect(await asked("read", "POST", "/v1/read?effort=fast&writer=anna", await png("1"))).toBe(200);
    expect(await asked("review", "PUT", "/v1/writers/anna", profile)).toBe(200);
    expect(await asked("review", "DELETE", "/v1/writers/anna")).toBe(204);
  });
});
