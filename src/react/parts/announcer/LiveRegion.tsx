'use client'

import { type CSSProperties, type ReactElement, useEffect, useState } from 'react'
import type { Messages } from '../../../locales/messages.js'
import type { Speaker } from '../../provider/Speaker.js'
import { gatherNews, type NewsSource } from './gatherNews.js'

export interface LiveRegionProps extends NewsSource {
  readonly speaker: Speaker
  readonly messages: Messages
}

/** The live region, which announces in a few words which files were added, rejected, uploaded, or failed. */
export function LiveRegion({ uploader, isSettled, speaker, messages }: LiveRegionProps): ReactElement {
  const [text, setText] = useState('')
  useEffect(() => {
    const say = (next: string): void => setText((before) => makeDifferent(before, next))
    const stopListening = speaker.listen(say)
    const stopGathering = gatherNews({ uploader, isSettled }, (news) => say(messages.announce(news)))
    return () => {
      stopListening()
      stopGathering()
    }
  }, [uploader, isSettled, speaker, messages])
  return (
    // An <output> would be emptied when a surrounding form is reset.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" lang={messages.language} style={visuallyHidden}>
      {text}
    </div>
  )
}

/** Screen readers ignore an unchanged text, so an invisible space makes a repeated one differ. */
function makeDifferent(before: string, next: string): string {
  return next !== '' && next === before ? `${next}\u00a0` : next || before
}

const visuallyHidden: CSSProperties = {
  // The region is fixed, because one that moves with the page's height would count as a layout shift.
  position: 'fixed',
  insetBlockStart: 0,
  insetInlineStart: 0,
  inlineSize: 1,
  blockSize: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}
