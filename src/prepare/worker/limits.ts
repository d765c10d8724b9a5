/** A decoded pixel takes four bytes, and there are two pictures at a time. */
export const mostPixels = 128_000_000

/** No picture within the limit needs more bytes for its pixels, so what is left of a larger file is no picture. */
export const mostBytes: number = mostPixels * 4
