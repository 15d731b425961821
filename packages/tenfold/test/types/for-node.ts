// A program for Node, which is compiled with the types of Node, and never run.

import type { Dataset, Model } from "tenfold";
import * as node from "tenfold/node";
import { decodePages, mnist, saveTo } from "tenfold/node";
import * as decoder from "tenfold/node/decoder";

export const entries = [node, decoder];

export async function widths(bytes: Uint8Array): Promise<number[]> {
  const found = [];
  for await (const { picture } of decodePages(bytes, "scan.pdf", { dpi: 200 })) found.push(picture.width);
  return found;
}

export async function images(model: Model): Promise<Dataset> {
  await model.save(saveTo("classic.safetensors"));
  const { test } = await mnist();
  return test;
}
