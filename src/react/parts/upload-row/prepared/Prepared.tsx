'use client'

import { type ReactElement, useEffect, useState } from 'react'
import type { Upload } from '../../../../contract/upload.js'
import type { Messages } from '../../../../locales/messages.js'
import { enPrepare } from '../../../../locales/prepare/en.js'

// Loaded with the first file that was prepared. It imports nothing of the page: bundlers would split that off.

/** Hebrew and Arabic, in which what comes later stands on the left. */
const rightToLeft = /[\u0590-\u08ff]/

/** The size before `prepare` and after it: '4.2 MB → 1.1 MB'. One of them if they read the same. */
export function describeSizes(upload: Upload, { formatBytes }: Messages): string {
  const sizes = [...new Set([formatBytes(upload.picked?.size ?? upload.size), formatBytes(upload.size)])]
  return sizes.join(rightToLeft.test(sizes.join()) ? ' ← ' : ' → ')
}

interface NotesProps {
  readonly codes: readonly string[]
  readonly messages: Messages
}

/** What `prepare` noted, in words. A code without words is left out. */
export function Notes({ codes, messages: { prepare } }: NotesProps): ReactElement | null {
  const load = prepare?.loadTexts
  const [loaded, setLoaded] = useState<Readonly<Record<string, string>>>()
  useEffect(() => {
    // Without them, the next row tries again.
    load?.().then(setLoaded, () => undefined)
  }, [load])
  const words: Readonly<Record<string, string>> = { ...(load ? loaded : enPrepare), ...prepare?.notes }
  const sentences = codes.flatMap((code) => words[code] ?? [])
  return sentences.length > 0 ? <bdi className="coatcheck-text">{sentences.join(' ')}</bdi> : null
}
