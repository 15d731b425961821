export default {
  mode: "production",
  context: import.meta.dirname,
  entry: "./read.js",
  output: { path: `${import.meta.dirname}/dist`, filename: "read.js" },
  performance: { hints: false }, // the networks are as large as they are
};
