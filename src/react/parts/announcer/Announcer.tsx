'use client'

import { type CSSProperties, type ReactElement, useEffect, useState, useSyncExternalStore } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import { gatherNews } from './gatherNews.js'

/**
 * The provider's one live region: what was added, turned away, finished and failed, in few words. It comes to life in
 * the browser, empty, so that a server's page holds no inline style.
 */
export function Announcer(): ReactElement | null {
  const isInBrowser = useSyncExternalStore(never, yes, no)
  return isInBrowser ? <LiveRegion /> : null
}

function LiveRegion(): ReactElement {
  const { uploader, speaker } = useCoatcheck('UploadProvider')
  const messages = useMessages()
  const [text, setText] = useState('')
  useEffect(() => {
    const say = (next: string): void => setText((before) => differently(before, next))
    const stopListening = speaker.listen(say)
    const stopGathering = gatherNews(uploader, (news) => say(messages.announce(news)))
    return () => {
      stopListening()
      stopGathering()
    }
  }, [uploader, speaker, messages])
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

const never = () => () => {}
const yes = () => true
const no = () => false
