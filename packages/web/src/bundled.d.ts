/** The address of a file that the build lays beside the pages. */
declare module "*?url" {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: so the bundler gives it
  export default url;
}

/** The text of a file. */
declare module "*?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so the bundler gives it
  export default text;
}
