/** The part of the package `heic-to` that is used. */
export interface HeicDecoder {
  heicTo(options: { readonly blob: Blob; readonly type: 'bitmap' }): Promise<ImageBitmap>
}

/** Loads a decoder with the first picture that needs it. */
export type LoadHeicDecoder = () => Promise<HeicDecoder>
