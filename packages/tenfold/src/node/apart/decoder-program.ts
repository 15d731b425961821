/** The program of the process that decodes. */
export const decoderProgram: URL = new URL("./decoder-main.js", import.meta.url);
