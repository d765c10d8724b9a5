/** How long a test waits. `vi.waitFor` gives up after a second, which is too short on a busy machine. */
export const patiently: { readonly timeout: number } = { timeout: 10_000 }
