import { DOCUMENT_VERSION, type DocumentPage, type EngineUsed, type ModelUsed, type ReadDocument } from "./document.js";

/** The document of pages that somebody read. */
export function documentOf(
  pages: readonly DocumentPage[],
  { model, engine }: { readonly model: ModelUsed; readonly engine: EngineUsed },
): ReadDocument {
  const { name, version, build } = engine;
  return { version: DOCUMENT_VERSION, model, engine: { name, version, ...(build !== undefined && { build }) }, pages };
}
