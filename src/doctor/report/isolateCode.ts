import type { DoctorTexts } from './DoctorTexts.js'

/**
 * Keeps names, code and English in right-to-left sentences in their own order: without the isolates, quotes, dots and
 * slashes around them would move to the other side.
 */
export function isolateCode(texts: DoctorTexts): DoctorTexts {
  return { ...texts, notes: mapTexts(texts.notes), findings: mapTexts(texts.findings) }
}

type Text = string | readonly string[]

function mapTexts<TTexts extends object>(texts: TTexts): TTexts {
  const entries = Object.entries(texts) as [string, Text | ((facts: unknown) => Text)][]
  const mapped = entries.map(([id, text]) => [
    id,
    typeof text === 'function' ? (facts: unknown) => isolateIn(text(facts)) : isolateIn(text),
  ])
  // Each text keeps its type.
  return Object.fromEntries(mapped) as TTexts
}

function isolateIn(text: Text): Text {
  return typeof text === 'string' ? isolateLatin(text) : text.map(isolateLatin)
}

function isolateLatin(text: string): string {
  return text.replace(latinRun, (run) => (/[a-z]/i.test(run) ? `\u2066${run}\u2069` : run))
}

/** A line of JSON, code between quotes, or words. A run of words ends before a bracket, which may belong to the sentence. */
const latinRun = /^\[\{.*\}\]$|`[^`]*`|'[^']*'|[/.]?[a-z0-9](?:[ -'*-~]*[a-z0-9])?'?/gim
