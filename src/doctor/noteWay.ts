import type { Visit } from './visit.js'

const sentences = {
  'content-policy': "The page's content policy lets it reach the API and storage.",
  reachable: 'Storage can be reached.',
  preflight: 'Storage answers the question that browsers ask before they send.',
  cors: 'The page may read what storage answers.',
} as const

type Leg = keyof typeof sentences

/** Writes down that legs of the way to storage are open: all of them where an answer was heard. */
export function noteWay({ chart }: Visit, legs: readonly Leg[] = Object.keys(sentences) as Leg[]): void {
  for (const leg of legs) chart.ok(leg, sentences[leg])
}
