import type { Inspection } from '../contract/ports/inspector.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { Upload } from '../contract/upload.js'
import type { Entry, Run } from './entry.js'
import type { Action, Command } from './reducer.js'
import type { SharedCode } from './sharedCode.js'

/**
 * One entry after any action. Returns the same object if the action changes nothing. The runner brings this file along,
 * because before its first step an upload changes by commands only.
 */
export function reduce<TFile extends StoredFile>(
  entry: Entry<TFile>,
  action: Action<TFile>,
  code: SharedCode,
): Entry<TFile> {
  const upload = reduceUpload(entry.upload, action, code)
  // The compiler cannot see that only commands are left.
  if (!upload) return code.reduceCommand(entry, action as Command)
  const run = entry.run && reduceRun(entry.run, action, code)
  return upload === entry.upload && run === entry.run ? entry : { upload, run }
}

/** The private side after a step reported something. */
function reduceRun<TFile extends StoredFile>(
  run: Run<TFile>,
  action: Action<TFile>,
  { freshCounters }: SharedCode,
): Run<TFile> {
  switch (action.type) {
    case 'runUpdated':
      return { ...run, ...action.run }
    case 'provided':
      return { ...run, ...freshCounters, picked: action.file }
    case 'inspected':
      return { ...run, inspection: action.inspection }
    case 'sendStarted':
      return { ...run, ticket: run.ticket && { ...run.ticket, isUsed: true } }
    case 'done':
      return { ...run, ticket: null, parts: null, reference: undefined }
    default:
      return run
  }
}

/** What the app sees after a step reported something. Undefined: the action is a command, which the page can reduce. */
function reduceUpload<TFile extends StoredFile>(
  upload: Upload<TFile>,
  action: Action<TFile>,
  code: SharedCode,
): Upload<TFile> | undefined {
  const { enter } = code
  switch (action.type) {
    case 'retryPlanned': {
      const { next, retry } = action
      return enter(upload, { status: 'queued', next, retryAt: retry.at, error: retry.error })
    }
    case 'duplicateFound':
      return enter(upload, { status: 'queued', next: action.next, twinOf: action.twinOf })
    case 'inspectionStarted':
      return enter(upload, { status: 'inspecting', inspectedBytes: 0 }, { attempt: action.attempt })
    case 'inspectionProgressed':
      if (upload.status !== 'inspecting' || action.inspectedBytes <= upload.inspectedBytes) return upload
      return { ...upload, inspectedBytes: Math.min(action.inspectedBytes, upload.size) }
    case 'preparationChanged':
      return action.upload
    case 'provided':
      return { ...upload, file: action.file }
    case 'inspected':
      return takeFacts(upload, action.inspection)
    case 'requestStarted':
      return enter(upload, { status: 'requesting' }, { attempt: action.attempt })
    case 'sendStarted':
      return enter(upload, { status: 'sending' }, { attempt: action.attempt })
    case 'sendUnseen':
      return upload.status === 'sending' ? enter(upload, { status: 'sending', isProgressHidden: true }) : upload
    case 'sendProgressed':
      return upload.status === 'sending' ? progressSending(upload, action, code) : upload
    case 'confirmStarted':
      return enter(upload, { status: 'confirming' }, { attempt: action.attempt })
    case 'failed':
      return enter(upload, { status: 'failed', at: action.at, error: action.error })
    case 'done':
      return enter(
        upload,
        { status: 'done', outcome: action.outcome, stored: action.stored },
        action.outcome === 'uploaded' ? { sentBytes: upload.size } : {},
      )
    case 'runUpdated':
      return upload
    default:
      action satisfies Command
      return undefined
  }
}

function takeFacts<TFile extends StoredFile>(upload: Upload<TFile>, facts: Inspection): Upload<TFile> {
  const { image, video, sniffedType, thumbnail } = facts
  if (!image && !video && !thumbnail && sniffedType === undefined) return upload
  return {
    ...upload,
    ...(image && { image }),
    ...(video && { video }),
    ...(sniffedType !== undefined && { sniffedType }),
    ...(thumbnail && { thumbnail }),
  }
}

function progressSending<TFile extends StoredFile>(
  upload: Upload<TFile> & { readonly status: 'sending' },
  action: Action<TFile> & { readonly type: 'sendProgressed' },
  { enter }: SharedCode,
): Upload<TFile> {
  const { bytesPerSecond, secondsLeft } = action
  // A second attempt sends from the first byte on, but the bar does not jump back.
  const sentBytes = Math.max(upload.sentBytes, Math.min(action.sentBytes, upload.size))
  const isSame = sentBytes === upload.sentBytes && bytesPerSecond === upload.bytesPerSecond
  // The end of a small file is reported twice: by the browser, and with the answer.
  if (isSame && secondsLeft === upload.secondsLeft && !upload.isProgressHidden) return upload
  return enter(
    upload,
    {
      status: 'sending',
      ...(bytesPerSecond !== undefined && { bytesPerSecond }),
      ...(secondsLeft !== undefined && { secondsLeft }),
    },
    { sentBytes },
  )
}
