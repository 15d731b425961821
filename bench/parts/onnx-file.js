// The ONNX file of a Tenfold model: layer by layer, nothing folded, so that each runtime does its own optimizing.

import { create, toBinary } from "@bufbuild/protobuf";
import * as onnx from "onnx-buf";

const { FLOAT } = onnx.TensorProto_DataType;
const { AttributeProto_AttributeType: AttributeType } = onnx;

/** Bytes of the file. It takes `images` [batch, channels, height, width] and gives `probabilities` [batch, classes]. */
export function onnxFile({ network, weights }) {
  const graph = { name: network.name, node: [], initializer: [] };
  const [height, width, channels] = network.input;
  let value = "images";

  const add = (opType, inputs = [], attributes = {}) => {
    const output = `${opType}_${graph.node.length}`;
    const attribute = Object.entries(attributes).map(([name, number]) => attributeOf(name, number));
    graph.node.push(create(onnx.NodeProtoSchema, { opType, name: output, input: [value, ...inputs], output: [output], attribute }));
    value = output;
  };
  const constant = (name, dims, data) => {
    graph.initializer.push(
      create(onnx.TensorProtoSchema, {
        name,
        dims: dims.map(BigInt),
        dataType: FLOAT,
        rawData: new Uint8Array(Float32Array.from(data).buffer),
      }),
    );
    return name;
  };

  for (const { name, layer, output } of network.layers) {
    const weight = (which) => weights[`${name}.${which}`];
    const own = (which, { shape, data } = weight(which)) => constant(`${name}.${which}`, shape, data);
    const writers = {
      conv2d({ kernel, padding }) {
        const pads = Array(4).fill(padding === "same" ? (kernel - 1) / 2 : 0);
        add("Conv", [own("kernel", filtersFirst(weight("kernel"))), own("bias")], { kernel_shape: [kernel, kernel], pads });
      },
      batch_normalization({ epsilon }) {
        const { shape, data } = weight("running");
        const mean = constant(`${name}.mean`, shape.slice(1), data.subarray(0, shape[1]));
        const variance = constant(`${name}.variance`, shape.slice(1), data.subarray(shape[1]));
        add("BatchNormalization", [own("gamma"), own("beta"), mean, variance], { epsilon: { float: epsilon } });
      },
      relu: () => add("Relu"),
      max_pooling2d: () => add("MaxPool", [], { kernel_shape: [2, 2], strides: [2, 2] }),
      dropout() {},
      flatten() {
        add("Transpose", [], { perm: [0, 2, 3, 1] }); // dense's weights expect channels last
        add("Flatten", [], { axis: 1 });
      },
      dense: () => add("Gemm", [own("kernel"), own("bias")]),
      softmax: () => add("Softmax", [], { axis: output.length }),
    };
    writers[layer.kind](layer.config);
  }
  graph.node.at(-1).output = ["probabilities"];
  graph.input = [described("images", [channels, height, width])];
  graph.output = [described("probabilities", network.layers.at(-1).output)];
  const opsetImport = [create(onnx.OperatorSetIdProtoSchema, { version: 17n })];
  const model = { irVersion: 8n, producerName: "tenfold", opsetImport, graph: create(onnx.GraphProtoSchema, graph) };
  return toBinary(onnx.ModelProtoSchema, create(onnx.ModelProtoSchema, model));
}

/** Whole numbers, lists of them, and `{ float }`. */
function attributeOf(name, value) {
  const kinds = Array.isArray(value)
    ? { type: AttributeType.INTS, ints: value.map(BigInt) }
    : typeof value === "object"
      ? { type: AttributeType.FLOAT, f: value.float }
      : { type: AttributeType.INT, i: BigInt(value) };
  return create(onnx.AttributeProtoSchema, { name, ...kinds });
}

/** [kernel, kernel, inputs, filters] -> [filters, inputs, kernel, kernel] */
function filtersFirst({ shape: [height, width, inputs, filters], data }) {
  const turned = new Float32Array(data.length);
  for (let place = 0; place < height * width; place++)
    for (let input = 0; input < inputs; input++)
      for (let filter = 0; filter < filters; filter++)
        turned[(filter * inputs + input) * height * width + place] = data[(place * inputs + input) * filters + filter];
  return { shape: [filters, inputs, height, width], data: turned };
}

function described(name, shape) {
  const dim = [{ case: "dimParam", value: "batch" }, ...shape.map((side) => ({ case: "dimValue", value: BigInt(side) }))].map((value) =>
    create(onnx.TensorShapeProto_DimensionSchema, { value }),
  );
  const tensor = create(onnx.TypeProto_TensorSchema, { elemType: FLOAT, shape: create(onnx.TensorShapeProtoSchema, { dim }) });
  const type = create(onnx.TypeProtoSchema, { value: { case: "tensorType", value: tensor } });
  return create(onnx.ValueInfoProtoSchema, { name, type });
}
