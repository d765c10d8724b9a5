/** Where the compatibility data has CSS functions that are not types. */
export const pathByFunction: Readonly<Record<string, string>> = {
  'color-mix': 'css.types.color.color-mix',
  'conic-gradient': 'css.types.gradient.conic-gradient',
  grayscale: 'css.types.filter-function.grayscale',
  inset: 'css.types.basic-shape.inset',
  'light-dark': 'css.types.color.light-dark',
  'linear-gradient': 'css.types.gradient.linear-gradient',
  minmax: 'css.properties.grid-template-columns.minmax',
  repeat: 'css.properties.grid-template-columns.repeat',
  'repeating-linear-gradient': 'css.types.gradient.repeating-linear-gradient',
  rgb: 'css.types.color.rgb',
  scale: 'css.types.transform-function.scale',
  scaleX: 'css.types.transform-function.scaleX',
  translate: 'css.types.transform-function.translate',
  translateX: 'css.types.transform-function.translateX',
}

/** Features that a browser may lack, and why that does no harm. */
export const guarded: Readonly<Record<string, string>> = {
  ImageDecoder: 'A picture is decoded as a whole where there is none.',
  'ImageDecoder.isTypeSupported': 'Asked only where there is an ImageDecoder.',
  'Uint8Array.toHex': 'The library that hashes without WASM has its own where there is none.',
  'accent-color': 'Where it is unknown or partly known, a check box has the colours of the system.',
  'forced-color-adjust': 'Only browsers with forced colours have it, and only they need it.',
  'overflow-anchor': 'Browsers without it do not move the page by themselves.',
}

/** Names that only look like the platform's, and whose they really are. */
export const lookalikes: Readonly<Record<string, string>> = {
  'AsyncDisposableStack.move': 'our own `move`',
  'DisposableStack.move': 'our own `move`',
  'DisposableStack.dispose': 'our own `dispose`',
  'RegExp.escape': 'CSS.escape',
  'SuppressedError.error': 'console.error',
}

type Versions = Readonly<Partial<Record<'chrome' | 'edge' | 'firefox' | 'safari', number>>>

/** Features that were first implemented in part: enough for us from these versions on. */
export const partial: Readonly<Record<string, Versions>> = {
  // At first it aborted with an AbortError, but nothing here reads the name.
  'api.AbortSignal.timeout_static': { chrome: 103, edge: 103 },
  // WebKit lacks the boxes of SVG elements; that of an HTML element's content is drawn, rounded as it should be.
  'css.properties.mask.content-box': { safari: 15.4 },
  // At first it did nothing where there is nothing to scroll.
  'css.properties.overscroll-behavior': { chrome: 63, edge: 79, firefox: 59, safari: 16 },
}
