import type { DoctorContext } from '../DoctorContext.js'

/** Checks what the page shows without a request. */
export function checkPage({ ports, report }: DoctorContext): void {
  if (ports.page.isSecure) return report.ok('page', { id: 'page-secure' })
  return report.warn('page', { id: 'page-insecure' })
}
