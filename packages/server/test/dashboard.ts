import { readFileSync } from "node:fs";
import { parser } from "@prometheus-io/lezer-promql";

/** Expressions of PromQL in the dashboard for Grafana, those of its panels and of its variables. */
export function dashboardQueries(): string[] {
  const text = readFileSync(new URL("../../../deploy/grafana/dashboard.json", import.meta.url), "utf8");
  const { panels, templating } = JSON.parse(text) as {
    readonly panels: readonly { readonly targets?: readonly { readonly expr: string }[] }[];
    readonly templating: { readonly list: readonly { readonly type: string; readonly query: { readonly query: string } | string }[] };
  };
  const variables = templating.list.flatMap(({ query }) => (typeof query === "string" ? [] : query.query));
  const named = variables.map((query) => /^label_values\((.+), \w+\)$/.exec(query)?.[1] ?? query);
  return [...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)), ...named];
}

/**
 * Metrics, and labels of them, that an expression names.
 *
 * @throws Error where it is no PromQL
 */
export function namedIn(query: string): { readonly metrics: string[]; readonly labels: string[] } {
  const [metrics, labels] = [[] as string[], [] as string[]];
  parser.parse(query).iterate({
    enter({ name, from, to, type }) {
      if (type.isError) throw new Error(`no PromQL at ${from}: ${query}`);
      if (name === "Identifier") metrics.push(query.slice(from, to));
      if (name === "LabelName") labels.push(query.slice(from, to));
    },
  });
  return { metrics, labels };
}
