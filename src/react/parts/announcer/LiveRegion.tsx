'use client'

import { type CSSProperties, type ReactElement, useEffect, useState } from 'react'
import { describeRejection } from '../rejection-list/describeRejection.js'
import type { Messages } from '../../../locales/messages.js'
import type { Speaker } from '../../provider/Speaker.js'
import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import { gatherNews } from './gatherNews.js'

export interface LiveRegionProps {
  readonly uploader: Uploader
  readonly speaker: Speaker
  readonly messages: Messages
  readonly isResting: (upload: Upload) => boolean
}

/**
 * The live region, which announces in a few words which files were added, rejected, uploaded, paused, or failed, and why.
 * It is polite: nothing that happens to a file is worth interrupting what the user is listening to.
 */
export function LiveRegion({ uploader, isResting, speaker, messages }: LiveRegionProps): ReactElement {
  const [text, setText] = useState('')
  useEffect(() => {
    const say = (next: string): void => setText((before) => makeDifferent(before, next))
    const news = gatherNews(
      {
        uploader,
        messages,
        isResting,
        describeRejection: (rejection) => describeRejection(rejection, messages),
      },
      say,
    )
    // News that is about to be announced would replace this before it is read out, so both are said together.
    const stopListening = listen(speaker, (next) => say([news.takeSoon(), next].filter(Boolean).join(' ')))
    return () => {
      stopListening()
      news.stop()
    }
  }, [uploader, isResting, speaker, messages])
  useEffect(() => {
    if (text === '') return undefined
    const timer = setTimeout(() => setText(''), keptForMs)
    return () => clearTimeout(timer)
  }, [text])
  return (
    // An <output> would be emptied when a surrounding form is reset.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" lang={messages.language} style={visuallyHidden}>
      {text}
    </div>
  )
}

/**
 * Screen readers read out changes to a region, but neither what it contains when it appears nor what follows at once.
 */
const settlingMs = 500

/** Long enough to be read out. After that, it would be in the way of those who read through the page. */
const keptForMs = 20_000

/** Reads out what the speaker says, and the last of what it said before. Returns a function that stops it. */
function listen(speaker: Speaker, say: (text: string) => void): () => void {
  const timer = setTimeout(() => {
    speaker.hear = say
    if (speaker.unheard !== null) say(speaker.unheard)
    speaker.unheard = null
  }, settlingMs)
  return () => {
    clearTimeout(timer)
    if (speaker.hear === say) speaker.hear = null
  }
}

/** Screen readers ignore an unchanged text, so an invisible space makes a repeated one differ. */
function makeDifferent(before: string, next: string): string {
  return next === before ? `${next}\u00a0` : next
}

const visuallyHidden: CSSProperties = {
  // The region is fixed, because one that moves with the page's height would count as a layout shift.
  position: 'fixed',
  inset: '0 auto auto 0',
  inlineSize: 1,
  blockSize: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}
