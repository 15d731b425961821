import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mnist } from "../../tenfold/src/node/sets/mnist.js";
import { type TestService, testService } from "./test-service.js";

let service: TestService;
let pixels: Uint8Array;
let labels: number[];

beforeAll(async () => {
  service = await testService({ limits: { pictures: 8 } });
  const { test } = await mnist();
  pixels = test.images.pixels.subarray(0, 784 * 2);
  labels = [...test.labels.subarray(0, 2)];
}, 120_000);
afterAll(() => service.end());

const infer = (payload: Buffer | object, headers: Readonly<Record<string, string>> = {}, model = "classic") =>
  service.app.inject({
    method: "POST",
    url: `/v2/models/${model}/infer`,
    headers: { "content-type": "application/json", ...headers },
    payload: payload instanceof Buffer ? payload : JSON.stringify(payload),
  });
const input = (data: unknown, more: object = {}) => ({ name: "image", shape: [2, 28, 28, 1], datatype: "UINT8", data, ...more });
const best = (row: readonly number[]) => row.indexOf(Math.max(...row));

describe("the Open Inference Protocol", () => {
  it("says what it is, that it lives, and what its models take and give", async () => {
    const get = async (url: string) => (await service.app.inject({ url })).json();
    expect(await get("/v2")).toEqual({ name: "tenfold", version: "0.1.0", extensions: ["binary_tensor_data"] });
    expect([await get("/v2/health/live"), await get("/v2/health/ready")]).toEqual([{ live: true }, { live: true }]);
    expect(await get("/v2/models/reader/ready")).toEqual({ name: "reader", ready: true });
    for (const url of ["/v2/models/classic", "/v2/models/classic/versions/1"]) {
      expect(await get(url)).toEqual({
        ...{ name: "classic", versions: ["1"], platform: "tenfold" },
        inputs: [{ name: "image", datatype: "UINT8", shape: [-1, 28, 28, 1] }],
        outputs: [{ name: "probabilities", datatype: "FP32", shape: [-1, 10] }],
      });
    }
    for (const url of ["/v2/models/x", "/v2/models/classic/versions/2"]) {
      const response = await service.app.inject({ url });
      expect([response.statusCode, Object.keys(response.json())]).toEqual([404, ["error"]]);
    }
  });

  it("takes numbers in JSON, flat or nested, as bytes of ink or as shares of it", async () => {
    const flat = await infer({ id: "42", inputs: [input([...pixels])], outputs: [{ name: "probabilities" }] });
    const { model_name, id, outputs } = flat.json();
    expect([model_name, id, flat.headers["content-type"]]).toEqual(["classic", "42", "application/json"]);
    expect(outputs).toMatchObject([{ name: "probabilities", shape: [2, 10], datatype: "FP32" }]);
    const rows = [0, 1].map((row) => outputs[0].data.slice(row * 10, row * 10 + 10) as number[]);
    expect(rows.map(best)).toEqual(labels);
    const nested = [0, 1].map((at) =>
      Array.from({ length: 28 }, (_, y) => Array.from({ length: 28 }, (_, x) => [pixels[at * 784 + y * 28 + x]])),
    );
    expect((await infer({ inputs: [input(nested)] })).json().outputs).toEqual(outputs);
    const shares = Array.from(pixels, (ink) => ink / 255);
    expect((await infer({ inputs: [input(shares, { datatype: "FP32" })] })).json()).toEqual({ model_name: "classic", outputs });
  });

  it("takes and gives them behind the JSON, byte for byte", async () => {
    const json = Buffer.from(
      JSON.stringify({
        inputs: [{ name: "image", shape: [2, 28, 28, 1], datatype: "UINT8", parameters: { binary_data_size: 1568 } }],
        outputs: [{ name: "probabilities", parameters: { binary_data: true } }],
      }),
    );
    const headers = { "content-type": "application/octet-stream", "inference-header-content-length": String(json.length) };
    const response = await infer(Buffer.concat([json, pixels]), headers);
    const length = Number(response.headers["inference-header-content-length"]);
    expect(JSON.parse(response.rawPayload.subarray(0, length).toString())).toEqual({
      model_name: "classic",
      outputs: [{ name: "probabilities", shape: [2, 10], datatype: "FP32", parameters: { binary_data_size: 80 } }],
    });
    expect([response.headers["content-type"], response.rawPayload.length]).toEqual(["application/octet-stream", length + 80]);
    const numbers = Array.from({ length: 20 }, (_, at) => response.rawPayload.readFloatLE(length + 4 * at));
    expect([numbers.slice(0, 10), numbers.slice(10)].map(best)).toEqual(labels);
    const floats = Buffer.alloc(4 * 1568);
    for (const [at, ink] of pixels.entries()) floats.writeFloatLE(ink / 255, 4 * at);
    const asked = { binary_data_output: true };
    const other = Buffer.from(
      JSON.stringify({
        parameters: asked,
        inputs: [{ name: "image", shape: [2, 28, 28, 1], datatype: "FP32", parameters: { binary_data_size: floats.length } }],
      }),
    );
    const again = await infer(Buffer.concat([other, floats]), { ...headers, "inference-header-content-length": String(other.length) });
    expect(again.rawPayload.subarray(-80)).toEqual(response.rawPayload.subarray(-80));
  });

  const zeros = new Array<number>(1568).fill(0);
  it.each([
    ["no JSON", Buffer.from("{"), {}, 400, "no JSON object"],
    ["no input", { inputs: [] }, {}, 400, 'one input is wanted, "image"'],
    ["another input", { inputs: [{ name: "x" }] }, {}, 400, '"image" is wanted'],
    ["another shape", { inputs: [input(zeros, { shape: [2, 784] })] }, {}, 400, "[n, 28, 28, 1] is wanted"],
    ["too many", { inputs: [input([], { shape: [9, 28, 28, 1] })] }, {}, 413, "at most 8"],
    ["another type", { inputs: [input(zeros, { datatype: "INT32" })] }, {}, 400, "UINT8 (ink 255) or FP32"],
    ["too few numbers", { inputs: [input([1, 2])] }, {}, 400, "2 numbers; the shape wants 1568"],
    ["no number", { inputs: [input([...zeros.slice(1), "1"])] }, {}, 400, "number 1567 of the data"],
    ["a number too large", { inputs: [input([256, ...zeros.slice(1)])] }, {}, 400, "whole numbers from 0 to 255"],
    ["another output", { inputs: [input(zeros)], outputs: [{ name: "logits" }] }, {}, 400, "probabilities"],
    [
      "a wrong head",
      { inputs: [input(zeros)] },
      { "inference-header-content-length": "999999" },
      400,
      "Inference-Header-Content-Length is 999999",
    ],
    ["bytes that are not there", { inputs: [input(undefined, { parameters: { binary_data_size: 1568 } })] }, {}, 400, "0 bytes came"],
  ] as const)("refuses %s in a sentence", async (_, payload, headers, status, error) => {
    const response = await infer(payload as Buffer, headers);
    expect([response.statusCode, response.json()]).toEqual([status, { error: expect.stringContaining(error) }]);
  });
});
