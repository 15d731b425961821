import { contextColumns } from "../src/data/context/context-columns.js";
import { concatenate } from "../src/layers/concatenate.js";
import { conv2d } from "../src/layers/conv2d.js";
import { dense } from "../src/layers/dense.js";
import { embedding } from "../src/layers/embedding.js";
import { film } from "../src/layers/film.js";
import { flatten } from "../src/layers/flatten.js";
import { relu } from "../src/layers/relu.js";
import { softmax } from "../src/layers/softmax.js";
import { sequential } from "../src/model/network/sequential.js";

/** What is known of writers: a region, an age and a pen. */
export const knownColumns = contextColumns([
  { region: "CH", age: 20, pen: "ball" },
  { region: "US", age: 40, pen: "felt" },
]);

/** A network that takes them in every way there is: by tables and branches, before and behind the row of features, and as they are. */
export const twoInputNetwork = () =>
  sequential({ name: "both", input: { context: [4] } }, [
    conv2d(4, 3),
    film([embedding([3, 0, 0, 3], 2), dense(5), relu(), dense(8)]),
    relu(),
    flatten(),
    dense(12),
    film([dense(24)]),
    concatenate([embedding([3, 0, 0, 3], 3)]),
    concatenate(),
    dense(10),
    softmax(),
  ]);
