import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Multipart } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { ProblemError } from "../answers/problem.js";
import { optionNames } from "../schemas/read-query.js";
import type { Service } from "../service.js";
import { type ComingBytes, comingBytes } from "./coming-bytes.js";

/** A file that came with a request, and the options beside it. */
export interface Upload {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Of a multipart request its other parts, by name. */
  readonly options: Readonly<Record<string, string>>;
}

/** A part that is text is at most so long, as templates are. */
const LONGEST_PART = 4_000_000;

/**
 * Takes the file of a request: its body, or the one file among its parts. What is large goes to the disk while it comes, all under a limit, and is gone
 * from there when this returns or fails.
 *
 * @throws ProblemError when it is larger than the limit, there is none, or there are several
 */
export async function uploadOf(request: FastifyRequest, { uploads, limits }: Service): Promise<Upload> {
  const coming = comingBytes(join(uploads, randomUUID()));
  try {
    if (!request.isMultipart()) {
      if (!(request.body instanceof Readable)) throw noFile();
      await received(request.body as Readable, coming, limits.bytes);
      return { name: nameIn(request), mime: mimeOf(request.headers["content-type"]), bytes: await coming.bytes(), options: {} };
    }
    return await fromParts(request, coming, limits);
  } finally {
    await coming.forget();
  }
}

async function fromParts(request: FastifyRequest, coming: ComingBytes, { bytes, parts }: Service["limits"]): Promise<Upload> {
  const options: Record<string, string> = {};
  let file: Pick<Upload, "name" | "mime"> | undefined;
  const limits = { fileSize: bytes, files: 3, parts, fieldSize: LONGEST_PART, fields: parts };
  for await (const part of request.parts({ limits }) as AsyncIterable<Multipart>) {
    if (part.type === "file" && optionNames.some((name) => name === part.fieldname)) {
      options[part.fieldname] = await textIn(part.file, part.fieldname); // a template that is sent as a file
    } else if (part.type === "file") {
      if (file) throw new ProblemError(413, "the request has several files; one is wanted", "#/body");
      await received(part.file, coming, bytes);
      if (part.file.truncated) throw tooLarge(bytes);
      file = { name: clean(part.filename || part.fieldname), mime: mimeOf(part.mimetype) };
    } else {
      if (part.valueTruncated) throw new ProblemError(413, `the part "${part.fieldname}" is longer than ${LONGEST_PART} signs`);
      options[part.fieldname] = typeof part.value === "string" ? part.value : JSON.stringify(part.value);
    }
  }
  if (!file) throw new ProblemError(400, "the request has no file; send a picture or PDF as one of its parts", "#/body");
  return { ...file, bytes: await coming.bytes(), options };
}

/** A part that is a file and means text. */
async function textIn(from: Readable, name: string): Promise<string> {
  const bytes = await buffer(from);
  if (bytes.length > LONGEST_PART) throw new ProblemError(413, `the part "${name}" is longer than ${LONGEST_PART} signs`);
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}

/** Halves of a surrogate pair, which are no signs. */
const HALF = /[\ud800-\udfff]/gu;

/** A file's name on one line. */
function clean(name: string): string {
  return name
    .replaceAll(/\p{Cc}/gu, " ")
    .slice(0, 300)
    .replaceAll(HALF, "");
}

function noFile(): ProblemError {
  return new ProblemError(
    415,
    "a picture or PDF is wanted as the body, with its own type or application/octet-stream, or as a part of multipart/form-data",
  );
}

async function received(from: Readable, { into }: ComingBytes, most: number): Promise<void> {
  let size = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      size += chunk.length;
      if (size > most) done(tooLarge(most));
      else done(null, chunk);
    },
  });
  await pipeline(from, counted, into);
  if (size === 0) throw new ProblemError(400, "the file is empty; send a picture or a PDF", "#/body");
}

function tooLarge(most: number): ProblemError {
  return new ProblemError(413, `the file is larger than the ${most / 1e6} MB that this server takes`);
}

function nameIn({ query }: FastifyRequest): string {
  const { name } = query as { name?: string };
  return name ?? "upload";
}

function mimeOf(type: string | undefined): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(type ?? "")?.[0].toLowerCase() ?? "application/octet-stream";
}
