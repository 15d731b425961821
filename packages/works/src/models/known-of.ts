import type { ContextRow, Dataset, Model } from "tenfold";

/** What a dataset knows beside its images, for a model that takes that; as `predict` and `infer` have it. */
export function knownOf({ context: columns }: Pick<Model, "context">, { context }: Dataset): { readonly context?: readonly ContextRow[] } {
  return columns && context ? { context } : {};
}
