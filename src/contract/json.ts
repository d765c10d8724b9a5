/** JSON: what a backend may get with a file, and what may be kept of an upload. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What the app says about a file. It is frozen when the file is added. */
export type Metadata = { readonly [key: string]: Json }
