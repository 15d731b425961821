import { UsageError } from "tenfold";
import { writeNew } from "../write-new.js";

/** Refuses names of drawings that are neither .png nor .svg. */
export function checkDrawing(path: string): void {
  if (!/\.(png|svg)$/i.test(path)) throw new UsageError(`${path}: a drawing is a picture, .png or .svg`);
}

/** Writes a drawing as its name says, where there is none yet. */
export async function writeDrawing(path: string, svg: string): Promise<void> {
  if (/\.svg$/i.test(path)) return writeNew(path, new TextEncoder().encode(svg));
  const { renderPng } = await import("../report/render.js");
  return writeNew(path, await renderPng(svg));
}
