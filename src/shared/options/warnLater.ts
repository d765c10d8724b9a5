import type * as optionWarnings from './optionWarnings.js'

/**
 * Warns the developer about options that are of no use. The texts are loaded for it, because an app without such a
 * mistake never needs them. If they cannot be loaded, the next check warns.
 */
export function warnLater(warn: (warnings: typeof optionWarnings) => void): void {
  import('./optionWarnings.js').then(warn, () => {})
}
