import type * as entry from '../../src/recovery.js'

/** Another page of this origin, with its own locks and database connection. */
export interface OtherPage {
  readonly createRecovery: typeof entry.createRecovery
  /** Ends it like a tab that is closed or crashes. */
  close(): void
}

const opened: HTMLIFrameElement[] = []

/** Opens a page in a frame. */
export async function openPage(): Promise<OtherPage> {
  const frame = document.createElement('iframe')
  opened.push(frame)
  const url = new URL('../../src/recovery.ts', import.meta.url).href
  const isReady = new Promise<OtherPage['createRecovery']>((resolve) =>
    Object.assign(globalThis, { onOtherPage: resolve }),
  )
  frame.srcdoc = `<script type="module">import { createRecovery } from '${url}'; parent.onOtherPage(createRecovery)</script>`
  document.body.append(frame)
  return { createRecovery: await isReady, close: () => frame.remove() }
}

/** Closes the pages that are still open. */
export function closePages(): void {
  for (const frame of opened.splice(0)) frame.remove()
}
