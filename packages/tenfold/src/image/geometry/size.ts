/** Height and width of a picture, in pixels. */
export interface Size {
  readonly height: number;
  readonly width: number;
}
