type Warnings = typeof import('./optionWarnings.js')

/**
 * Warns the developer about options that are of no use. The texts are loaded for it, because an app without such a
 * mistake never needs them. If they cannot be loaded, the next check warns.
 */
export function warnLater(warn: (warnings: Warnings) => void): void {
  import('./optionWarnings.js').then(warn, () => {})
}
