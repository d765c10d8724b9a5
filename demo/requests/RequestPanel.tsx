import { en } from 'coatcheck'
import { type ReactElement, useState, useSyncExternalStore } from 'react'
import { getRequests, type RequestRecord, subscribeToRequests } from './requestLog.ts'

/** Lists the requests that the page has made to the API and to storage. */
export function RequestPanel(): ReactElement {
  const requests = useSyncExternalStore(subscribeToRequests, getRequests)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="demo-requests" lang="en" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        Requests <span className="demo-requests-count">{requests.length}</span>
      </summary>
      {isOpen && (requests.length === 0 ? <p>None yet. Add a file.</p> : <RequestTable requests={requests} />)}
    </details>
  )
}

function RequestTable({ requests }: { readonly requests: readonly RequestRecord[] }): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard can scroll only what has the focus
    <section className="demo-requests-scroll" aria-label="Requests" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col">Status</th>
            <th scope="col">Time</th>
            <th scope="col">Sent</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function RequestRow({ request }: { readonly request: RequestRecord }): ReactElement {
  const { method, path, call, status, durationMs, sentBytes } = request
  return (
    <tr data-failed={durationMs !== null && (status === null || status >= 400) ? '' : undefined}>
      <td>
        <span className="demo-request">
          <b>{method}</b>
          <span className="demo-request-path" title={path}>
            {path}
          </span>
          {call && <i>{call}</i>}
        </span>
      </td>
      <td>{durationMs === null ? '…' : (status ?? 'no answer')}</td>
      <td>{durationMs === null ? '' : `${Math.round(durationMs)} ms`}</td>
      <td>{durationMs === null ? '' : en.formatBytes(sentBytes)}</td>
    </tr>
  )
}
