/** Resolves when the warnings about options that were due have been given: their texts are loaded for them. */
export async function untilWarned(): Promise<void> {
  await import('../../src/shared/options/optionWarnings.js')
  await new Promise((resolve) => setTimeout(resolve))
}
