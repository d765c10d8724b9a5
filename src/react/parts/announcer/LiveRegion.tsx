'use client'

import { type CSSProperties, type ReactElement, useEffect, useState } from 'react'
import type { Messages } from '../../../locales/messages.js'
import type { Speaker } from '../../provider/Speaker.js'
import { gatherNews, type NewsSource } from './gatherNews.js'

export interface LiveRegionProps extends NewsSource {
  readonly speaker: Speaker
  readonly messages: Messages
}

/** What was added, rejected, finished and failed, in few words. */
export function LiveRegion({ uploader, isSettled, nameInSentence, speaker, messages }: LiveRegionProps): ReactElement {
  const [text, setText] = useState('')
  useEffect(() => {
    const say = (next: string): void => setText((before) => differently(before, next))
    const stopListening = speaker.listen(say)
    const stopGathering = gatherNews({ uploader, isSettled, nameInSentence }, (news) => say(messages.announce(news)))
    return () => {
      stopListening()
      stopGathering()
    }
  }, [uploader, isSettled, nameInSentence, speaker, messages])
  return (
    // An <output> would be emptied by the reset of a form around it.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div role="status" lang={messages.language} style={visuallyHidden}>
      {text}
    </div>
  )
}

/** The same words twice would not be said again. */
function differently(before: string, next: string): string {
  return next !== '' && next === before ? `${next}\u00a0` : next || before
}

const visuallyHidden: CSSProperties = {
  // Out of the flow for good: a region that moves with the page's height would be a layout shift.
  position: 'fixed',
  insetBlockStart: 0,
  insetInlineStart: 0,
  inlineSize: 1,
  blockSize: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}
