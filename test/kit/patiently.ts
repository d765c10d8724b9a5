/** How long a test waits for what has to come: `vi.waitFor` gives up after a second, which a busy machine may need. */
export const patiently: { readonly timeout: number } = { timeout: 10_000 }
