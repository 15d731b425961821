/** What reads the files of Keras: packages that only those install who have such files. */
export const KERAS_PACKAGES = ["h5wasm@0.10", "fflate@0.8"] as const;
