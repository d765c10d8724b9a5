import { useSyncExternalStore, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { delay } from '../delay.ts'

/** A list of files that was made for this benchmark alone. */
export interface ListByHand {
  readonly add: (files: readonly File[]) => void
  readonly setStatus: (index: number, status: RowStatus) => void
}

export type RowStatus = 'waiting' | 'hashing' | 'sending' | 'done'

interface Row {
  readonly name: string
  readonly status: RowStatus
}

/** As many as are on the screen. Space stands for the others. */
const shownRows = 20
const rowHeightPx = 60
const notifyIntervalMs = 100
/** React gets the time it needs. */
const settleMs = 300

/**
 * Shows the first rows of a list, and how many are done, ten times a second. It has no sizes, speeds, buttons, errors or
 * announcements: what `UploadList` takes beyond this is what it does beyond this.
 */
export async function showListByHand(): Promise<ListByHand> {
  const root = document.querySelector('#root')
  if (!root) throw new Error('The page has no root.')
  const rows: Row[] = []
  let snapshot: readonly Row[] = []
  let isNotifyPlanned = false
  const listeners = new Set<() => void>()
  const notify = (): void => {
    isNotifyPlanned = false
    snapshot = [...rows]
    for (const listener of listeners) listener()
  }
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  createRoot(root).render(<Rows subscribe={subscribe} getSnapshot={() => snapshot} />)
  await delay(settleMs)
  return {
    add(files) {
      for (const { name } of files) rows.push({ name, status: 'waiting' })
      notify()
    },
    setStatus(index, status) {
      rows[index] = { name: rows[index]?.name ?? '', status }
      if (!isNotifyPlanned) setTimeout(notify, notifyIntervalMs)
      isNotifyPlanned = true
    },
  }
}

interface RowsProps {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => readonly Row[]
}

function Rows({ subscribe, getSnapshot }: RowsProps): ReactElement {
  const rows = useSyncExternalStore(subscribe, getSnapshot)
  const done = rows.filter(({ status }) => status === 'done').length
  const spaceRows = Math.max(0, rows.length - shownRows)
  return (
    <>
      <p>
        {done} of {rows.length}
      </p>
      <progress max={rows.length} value={done} />
      <ul>
        {rows.slice(0, shownRows).map(({ name, status }, index) => (
          <li key={name} data-id={index} style={{ blockSize: rowHeightPx }}>
            {name} <span>{status}</span>
          </li>
        ))}
        <li aria-hidden="true" style={{ blockSize: spaceRows * rowHeightPx }} />
      </ul>
    </>
  )
}
