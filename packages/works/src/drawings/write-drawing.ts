import { writeNew } from "../files/new-file.js";

/** Writes a drawing as its name says, where there is none yet. */
export async function writeDrawing(path: string, svg: string): Promise<void> {
  if (/\.svg$/i.test(path)) return writeNew(path, new TextEncoder().encode(svg));
  const { renderPng } = await import("../pages/render.js");
  return writeNew(path, await renderPng(svg));
}
