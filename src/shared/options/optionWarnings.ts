import { warnOnce } from '../warnOnce.js'
import { nearestName } from './nearestName.js'

/** An unknown option would be ignored silently. Most are typing errors, or options of another library. */
export function warnAboutUnknown(owner: string, unknown: readonly string[], known: readonly string[]): void {
  for (const name of unknown) {
    const nearest = nearestName(name, known)
    const hint = nearest === undefined ? `The options are ${known.join(', ')}.` : `Did you mean '${nearest}'?`
    warnOnce(`${owner} has no option '${name.slice(0, 60)}', so it is ignored. ${hint}`)
  }
}

export function warnAboutScope(backendName: string): void {
  warnOnce(`recovery is ignored, because the backend '${backendName}' has no 'scope' that says whose files these are.`)
}
