import type { Visit } from './visit.js'

/** Whoever hears an answer has got past all that could stand in the way. */
export function noteWay({ chart }: Visit): void {
  chart.ok('content-policy', "The page's content policy lets it reach the API and storage.")
  chart.ok('reachable', 'Storage can be reached.')
  chart.ok('preflight', 'Storage answers the question that browsers ask before they send.')
  chart.ok('cors', 'The page may read what storage answers.')
}
