declare global {
  interface Window {
    complaints?: string[]
  }
}

/** Runs in a page and records what it logs or throws from then on, for browsers whose driver does not report it. */
export function watchComplaints(): void {
  const complaints: string[] = (window.complaints = [])
  for (const level of ['error', 'warn'] as const) {
    const log = console[level]
    console[level] = (...words) => {
      complaints.push(words.map(String).join(' '))
      log.apply(console, words)
    }
  }
  window.addEventListener('error', ({ message }) => complaints.push(message))
  window.addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)))
}
