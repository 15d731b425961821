import { describe, expect, it } from "vitest";
import { stemmed } from "../../../test/published.js";
import { classic } from "../../architectures/classic.js";
import { dense } from "../../layers/dense.js";
import { embedding } from "../../layers/embedding.js";
import { film } from "../../layers/film.js";
import { sequential } from "./sequential.js";
import { summarize, summary } from "./summary.js";

describe("summary", () => {
  it("shows the seed network as stored", async () => {
    await expect(summary(classic())).toMatchFileSnapshot("__snapshots__/summary-classic.txt");
  });

  it("is as wide as its longest line, and speaks of bytes where there are few", () => {
    expect(summary(sequential({ name: "tiny", input: [3] }, [dense(2)]))).toBe(`Model: "tiny"
┏━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)  ┃ Output Shape ┃ Param # ┃ Multiply-adds ┃
┡━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ dense (Dense) │ (None, 2)    │       8 │             6 │
└───────────────┴──────────────┴─────────┴───────────────┘
 Total params: 8 (32.00 B)
 Trainable params: 8 (32.00 B)
 Non-trainable params: 0 (0.00 B)
 Multiply-adds: 6 per image
`);
  });

  it("tells both inputs of a network that takes a context", () => {
    const network = sequential({ name: "both", input: { image: [3], context: [2] } }, [film([embedding([4, 0], 5), dense(6)]), dense(2)]);
    expect(summary(network)).toBe(`Model: "both"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)               ┃ Output Shape ┃ Param # ┃ Multiply-adds ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ film (FiLM)                │ (None, 3)    │       0 │             3 │
├────────────────────────────┼──────────────┼─────────┼───────────────┤
│ film.embedding (Embedding) │ (None, 6)    │      20 │             0 │
├────────────────────────────┼──────────────┼─────────┼───────────────┤
│ film.dense (Dense)         │ (None, 6)    │      42 │            36 │
├────────────────────────────┼──────────────┼─────────┼───────────────┤
│ dense (Dense)              │ (None, 2)    │       8 │             6 │
└────────────────────────────┴──────────────┴─────────┴───────────────┘
 Total params: 70 (280.00 B)
 Trainable params: 70 (280.00 B)
 Non-trainable params: 0 (0.00 B)
 Multiply-adds: 45 per image
 Inputs: image (None, 3), context (None, 2)
`);
    expect(summarize(network).context).toEqual([2]);
  });
});

describe("summarize", () => {
  it("calls layers as Keras does, with what they make", () => {
    const { layers } = summarize(stemmed());
    expect(layers.filter(({ name }) => !name.includes(".")).map(({ type, outputShape }) => `${type} ${outputShape.join(" x ")}`)).toEqual([
      ...["Conv2D 14 x 14 x 8", "BatchNormalization 14 x 14 x 8", "ReLU 14 x 14 x 8", "MaxPooling2D 7 x 7 x 8", "Residual 7 x 7 x 8"],
      ...["ReLU 7 x 7 x 8", "AveragePooling2D 4 x 4 x 8", "MaxPooling2D 4 x 4 x 8", "AveragePooling2D 2 x 2 x 8"],
      ...[
        "ZeroPadding2D 5 x 3 x 8",
        "Conv2D 4 x 2 x 8",
        "ELU 4 x 2 x 8",
        "HardSiLU 4 x 2 x 8",
        "GlobalMaxPooling2D 8",
        "Dense 10",
        "Softmax 10",
      ],
    ]);
  });

  it("counts the seed network's parameters and work", () => {
    const { layers, ...whole } = summarize(classic());
    expect(whole).toEqual({
      name: "classic",
      input: [28, 28, 1],
      parameters: { total: 289_514, trainable: 288_618, nonTrainable: 896 },
      multiplyAdds: 22_050_560,
    });
    expect(layers[0]).toEqual({ name: "conv2d", type: "Conv2D", outputShape: [28, 28, 32], parameters: 320, multiplyAdds: 225_792 });
    expect([...new Set(layers.map(({ type }) => type))]).toEqual([
      "Conv2D",
      "BatchNormalization",
      "ReLU",
      "MaxPooling2D",
      "Dropout",
      "Flatten",
      "Dense",
      "Softmax",
    ]);
  });
});
