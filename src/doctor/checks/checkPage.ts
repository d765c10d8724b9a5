import type { DoctorContext } from '../DoctorContext.js'

/** Checks what the page shows without a request. */
export function checkPage({ ports, report }: DoctorContext): void {
  if (ports.page.isSecure) return report.ok('page', 'The page is a secure context.')
  return report.warn('page', {
    code: 'page-insecure',
    message:
      'The page is served over http from another machine. Uploads work, but anybody on the network path can read and change them.',
    advice: 'Serve the page over https.',
  })
}
