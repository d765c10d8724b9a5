'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, useEffect, useState } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { Icon } from '../../shared/icons.js'
import { flag, joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { describeSent } from './status/describeSent.js'
import { Fact } from './status/Fact.js'
import { describeStatus } from './status/describeStatus.js'
import { useFileComparison } from './status/useFileComparison.js'
import { storedStateOf, useRowUpload } from './rowContext.js'

/** Props of {@link UploadStatus}. The `className` function receives the upload. */
export type UploadStatusProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/**
 * The upload's status in words: the current step with the time left and the speed, the countdown to the next attempt,
 * or what went wrong and what to do. After the numbers of an `UploadSize`, the word for sending is visually hidden.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadStatus: Part<HTMLSpanElement, UploadStatusProps> = forwardRef(function UploadStatus(
  { className, children, ...rest }: UploadStatusProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadStatus')
  const messages = useMessages()
  const nowMs = useNow(upload.status === 'queued' && upload.retryAt !== undefined)
  const [wasDone] = useState(upload.status === 'done')
  const state = storedStateOf(upload)
  const icon = icons[state ?? upload.status]
  // Beside numbers that grow, the row needs no word for it. Without those numbers, the style sheet shows the word.
  const isImplied = upload.status === 'sending' && upload.attempt === 1 && describeSent(upload, messages) !== null
  const { words, detail, speed, serverText } = useFileComparison(upload) ?? describeStatus(upload, messages, nowMs)
  return (
    <span
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-upload-status', className, upload)}
      data-status={upload.status}
      data-implied={flag(isImplied)}
      data-fresh={flag(upload.status === 'done' && !wasDone)}
    >
      {children ?? (
        <>
          {icon && <Icon name={icon} />}
          {/* Other words get an element of their own: a text that changes in place would count as one that moves. */}
          <Fact key={words} className="coatcheck-upload-words">
            {words}
          </Fact>
          <Fact isNext className="coatcheck-upload-detail">
            {detail}
          </Fact>
          <Fact isNext className="coatcheck-upload-speed">
            {speed}
          </Fact>
          {serverText && ' '}
          {serverText && (
            <span className="coatcheck-upload-server-text">
              {messages.status.serverSays} <bdi className="coatcheck-text">{serverText}</bdi>
            </span>
          )}
        </>
      )}
    </span>
  )
})

/** By the state of the stored file or, without one, by the status of the upload. */
const icons: Readonly<Record<string, 'done' | 'failed'>> = {
  done: 'done',
  ready: 'done',
  failed: 'failed',
  rejected: 'failed',
}

/** Returns the time in milliseconds since the epoch, updated every second while it is needed. */
function useNow(isNeeded: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (!isNeeded) return undefined
    const tick = (): void => setNowMs(Date.now())
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [isNeeded])
  return nowMs
}
