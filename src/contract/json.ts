/** What may be handed to a backend with a file, or kept of it: JSON, nothing that needs a class. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What the app says about a file, frozen when it is added. */
export type Metadata = { readonly [key: string]: Json }
