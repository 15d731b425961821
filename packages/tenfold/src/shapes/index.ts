// Networks and their shapes without what computes them: a program that only shows some starts at once.
export type { Architecture } from "../architectures/architecture.js";
export { architectureNames, loadArchitecture } from "../architectures/load-architecture.js";
export { type LayerSummary, type Summary, summarize, summary } from "../model/network/summary.js";
