import type { Visit } from './visit.js'

/** Looks at what the page is by itself: nothing is asked of anybody. */
export function examinePage({ ports, chart }: Visit): void {
  if (ports.page.isSecure) return chart.ok('page', 'The page is a secure context.')
  return chart.warn('page', {
    code: 'page-insecure',
    message:
      'The page is served over http, and not from this machine. Uploads work, but anybody on the way can read and change them.',
    advice: 'Serve the page over https.',
  })
}
