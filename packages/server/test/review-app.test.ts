import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import sharp from "sharp";
import { type PageDecoder, pageDecoder } from "tenfold/node";
import { type JournalReview, openJournalReview } from "tenfold-works/review";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reviewApp } from "../src/review-app.js";

let folder: string;
let review: JournalReview;
let decoder: PageDecoder;
let app: FastifyInstance;

const box = { left: 1, top: 2, right: 30, bottom: 20 };
const string = { ...{ text: "12", confidence: 0.5, status: "review", reasons: ["why"], box }, ...{ digits: [], alternatives: [] } };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tenfold-review-app-"));
  const file = join(folder, "a.png");
  await sharp({ create: { width: 40, height: 30, channels: 3, background: "white" } })
    .png()
    .toFile(file);
  const pages = [
    { ...{ file, page: 1, pages: 1, width: 40, height: 30 }, strings: [string], grids: [] },
    { ...{ file: join(folder, "gone.png"), page: 1, pages: 1 }, strings: [{ ...string, confidence: 0.9 }], grids: [] },
  ];
  await writeFile(join(folder, "read.jsonl"), pages.map((page) => `${JSON.stringify(page)}\n`).join(""));
  review = await openJournalReview({ read: join(folder, "read.jsonl"), out: join(folder, "corrected") });
  decoder = pageDecoder();
  app = await reviewApp({ ...review, decoder }, pino({ level: "silent" }));
});
afterAll(async () => {
  await app.close();
  await review.close();
  decoder.close();
  await rm(folder, { recursive: true, force: true });
});

it("speaks as the service does: fields, their pages, corrections, undo", async () => {
  expect((await app.inject({ url: "/health/live" })).json()).toEqual({ status: "live", serves: "review" });
  const { fields } = (await app.inject({ url: "/v1/review/next?count=6" })).json();
  expect(fields).toMatchObject([{ page: 1, isSample: false, string: { text: "12" } }, { documentName: join(folder, "gone.png") }]);
  const [{ id, document }, gone] = fields;
  const picture = await app.inject({ url: `/v1/documents/${document}/pages/1.png` });
  expect(await sharp(picture.rawPayload).metadata()).toMatchObject({ format: "png", width: 40, height: 30 });
  expect((await app.inject({ url: `/v1/documents/${document}/pages/2.png` })).statusCode).toBe(404);
  const lost = await app.inject({ url: `/v1/documents/${gone.document}/pages/1.png` });
  expect(lost.json()).toMatchObject({ status: 422, detail: expect.stringContaining("gone.png") });
  const say = (body: object) => app.inject({ method: "POST", url: `/v1/fields/${id}/corrections`, payload: body });
  expect((await say({ verdict: "corrected" })).statusCode).toBe(422);
  expect((await say({ verdict: "corrected", text: "13" })).statusCode).toBe(201);
  expect((await say({ verdict: "right" })).statusCode).toBe(409);
  expect((await app.inject({ url: "/v1/review/stats" })).json()).toMatchObject({ open: 1, done: 1 });
  const said = async () => (await app.inject({ url: "/v1/corrections" })).json().corrections;
  expect(await said()).toMatchObject([{ document, page: 1, name: null, box, text: "13", field: null, isHeld: false }]);
  expect((await app.inject({ url: "/v1/corrections?limit=0" })).statusCode).toBe(400);
  expect((await app.inject({ method: "POST", url: "/v1/review/undo" })).json()).toEqual({ field: id });
  expect(await said()).toEqual([]);
});

it("answers nobody else than this machine and its own pages", async () => {
  const status = async (headers: object, remoteAddress = "127.0.0.1") =>
    (await app.inject({ url: "/v1/review/stats", headers: { ...headers }, remoteAddress })).statusCode;
  expect(await status({})).toBe(200);
  expect(await status({ origin: "http://evil.example" })).toBe(403);
  expect(await status({ host: "evil.example" })).toBe(403);
  expect(await status({ "x-forwarded-for": "192.0.2.1" })).toBe(403);
  expect(await status({}, "192.0.2.1")).toBe(403);
  expect((await app.inject({ url: "/v1/documents" })).statusCode).toBe(404);
});
