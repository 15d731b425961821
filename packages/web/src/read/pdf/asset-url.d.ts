/** The address of a file that the build lays beside the pages. */
declare module "*?url" {
  export const address: string;
  const url: string;
  // biome-ignore lint/style/noDefaultExport: so the bundler gives it
  export default url;
}
