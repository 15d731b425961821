declare module "heic-decode" {
  interface Decoded {
    readonly width: number;
    readonly height: number;
    /** Red, green, blue and alpha, row by row. */
    readonly data: Uint8ClampedArray;
  }
  interface Found {
    readonly width: number;
    readonly height: number;
    decode(): Promise<Decoded>;
  }
  /** The part of the package that is used: the pictures of a file, none of them decoded yet. */
  const heicDecode: { all(of: { readonly buffer: Uint8Array }): Promise<Found[] & { dispose(): void }> };
  export = heicDecode;
}
