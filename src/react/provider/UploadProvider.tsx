'use client'

import type { QueryClient } from '@tanstack/react-query'
import { type ReactElement, type ReactNode, useMemo, useState } from 'react'
import type { Concurrency, Prepare, UploaderOptions } from '../../contract/options.js'
import type { Recovery } from '../../contract/recovery.js'
import type { Restrictions } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'
import type { Messages } from '../../locales/messages.js'
import { Announcer } from '../parts/announcer/Announcer.js'
import { CoatcheckContext, type Coatcheck, type DropzoneHandle } from './context.js'
import { DoctorDialog } from '../parts/doctor/DoctorDialog.js'
import type { Doctor } from '../parts/doctor/Doctor.js'
import { useDoctorTarget } from '../parts/doctor/useDoctorTarget.js'
import { KeepAwake } from './KeepAwake.js'
import { LeaveWarning } from './LeaveWarning.js'
import { checkProviderProps } from './checkProviderProps.js'
import { useCoatcheckQueryClient } from '../query/queryClient.js'
import { useQueryMirror } from '../query/queryMirror.js'
import { Speaker } from './Speaker.js'
import { useChangedOptions } from './useChangedOptions.js'
import { useOwnUploader } from './useOwnUploader.js'
import { useRecovered } from './useRecovered.js'
import { WrongFiles } from './WrongFiles.js'

interface CommonProviderProps {
  /** Holds for files added from now on; a new object may be given at each render. */
  readonly restrictions?: Restrictions | undefined
  readonly concurrency?: Concurrency | undefined
  /** Runs before anything else: compress, convert, strip. */
  readonly prepare?: Prepare | undefined
  /**
   * The words of all parts.
   * @default en
   */
  readonly locale?: Messages | undefined
  /** For the gallery and the mirrored calls. Default: the client in context, else a private one. */
  readonly queryClient?: QueryClient | undefined
  /**
   * Whether the browser asks before the page is left while something is under way.
   * @default true
   */
  readonly warnOnLeave?: boolean | undefined
  /**
   * Whether the screen stays on while something is under way, where the browser can do that: a phone that goes to sleep
   * stops sending.
   * @default true
   */
  readonly keepAwake?: boolean | undefined
  /**
   * Checks the set-up. Rows whose upload failed in a way that it may explain then have a button, and `<DoctorButton>` is
   * the same button for any other place. The report is for developers, so leave this out in production. The doctor gets
   * this provider's `createWorker` and `allowedOrigins`; if you pass an uploader, pass them on yourself.
   * @example doctor={import.meta.env.DEV ? diagnose : undefined}
   * @example
   * doctor={(backend, options) => diagnose(backend, { ...options, createWorker })}
   */
  readonly doctor?: Doctor | undefined
  readonly children?: ReactNode
}

/** With a backend: the uploader is the provider's own, and ends with it. */
export interface BackendProviderProps<TFile extends StoredFile = StoredFile> extends CommonProviderProps {
  /** An upload keeps the backend that it was added under. */
  readonly backend: UploadBackend<TFile>
  readonly uploader?: never
  /**
   * Whether files set out as soon as they are added. Read once.
   * @default true
   */
  readonly autoStart?: boolean | undefined
  /** For pages where the worker cannot be found by itself. Read once. */
  readonly createWorker?: (() => Worker) | undefined
  /**
   * Brings back what a reload or a crash left unfinished: `createRecovery()` of `coatcheck/recovery`, made once. Needs a
   * backend with a `scope`. Read once.
   */
  readonly recovery?: Recovery | undefined
  /** Where tickets may send files, as origins. Read once. Default: wherever a ticket says. */
  readonly allowedOrigins?: readonly string[] | undefined
}

/** With an uploader of the app's own: it outlives the provider. */
export interface UploaderProviderProps<TFile extends StoredFile = StoredFile> extends CommonProviderProps {
  readonly uploader: Uploader<TFile>
  readonly backend?: never
  readonly autoStart?: never
  readonly createWorker?: never
  readonly recovery?: never
  readonly allowedOrigins?: never
}

export type UploadProviderProps<TFile extends StoredFile = StoredFile> =
  | BackendProviderProps<TFile>
  | UploaderProviderProps<TFile>

/**
 * Gives one uploader to the parts and hooks inside it, and says aloud what happens to the files.
 * @example
 * <UploadProvider backend={useRestBackend({ url: '/api/uploads' })} restrictions={{ accept: 'image/*' }}>
 *   <Dropzone />
 *   <UploadList />
 * </UploadProvider>
 */
export function UploadProvider<TFile extends StoredFile = StoredFile>(props: UploadProviderProps<TFile>): ReactElement {
  checkProviderProps(props)
  return props.uploader ? <AppUploader {...props} /> : <OwnUploader {...props} />
}

function AppUploader<TFile extends StoredFile>(props: UploaderProviderProps<TFile>): ReactElement {
  useChangedOptions(props.uploader, props, true)
  useRecovered(props.uploader, undefined)
  return <Provided {...props} />
}

function OwnUploader<TFile extends StoredFile>(props: BackendProviderProps<TFile>): ReactElement {
  const uploader = useOwnUploader(() => toOptions(props))
  useChangedOptions(uploader, props, false)
  useRecovered(uploader, props.backend)
  return <Provided {...props} uploader={uploader} />
}

interface ProvidedProps<TFile extends StoredFile> extends CommonProviderProps {
  readonly uploader: Uploader<TFile>
  readonly backend?: UploadBackend<TFile>
  readonly createWorker?: (() => Worker) | undefined
  readonly allowedOrigins?: readonly string[] | undefined
}

function Provided<TFile extends StoredFile>(props: ProvidedProps<TFile>): ReactElement {
  const {
    uploader,
    backend,
    restrictions = noRestrictions,
    locale,
    warnOnLeave = true,
    keepAwake = true,
    doctor,
    createWorker,
    allowedOrigins,
    children,
  } = props
  const queryClient = useCoatcheckQueryClient(props.queryClient)
  useQueryMirror(uploader, queryClient)
  const [shared] = useState(() => ({
    dropzones: new Set<DropzoneHandle>(),
    speaker: new Speaker(),
    wrongFiles: new WrongFiles(),
  }))
  const { target, openDoctor, closeDoctor } = useDoctorTarget(uploader, doctor !== undefined)
  const terms = { ...(createWorker && { createWorker }), ...(allowedOrigins && { allowedOrigins }) }
  const value = useMemo<Coatcheck<TFile>>(
    () => ({ uploader, backend, restrictions, locale, queryClient, openDoctor, ...shared }),
    [uploader, backend, restrictions, locale, queryClient, openDoctor, shared],
  )
  return (
    <CoatcheckContext.Provider value={value}>
      {children}
      {warnOnLeave && <LeaveWarning />}
      {keepAwake && <KeepAwake />}
      <Announcer />
      {doctor && target && (
        <DoctorDialog
          run={(signal) => doctor(target.backend, { ...terms, metadata: target.metadata, signal })}
          onClose={closeDoctor}
        />
      )}
    </CoatcheckContext.Provider>
  )
}

const noRestrictions: Restrictions = {}

function toOptions<TFile extends StoredFile>(props: BackendProviderProps<TFile>): UploaderOptions<TFile> {
  const { backend, restrictions, concurrency, autoStart, prepare, createWorker, recovery, allowedOrigins } = props
  return {
    backend,
    ...(restrictions && { restrictions }),
    ...(concurrency && { concurrency }),
    ...(autoStart !== undefined && { autoStart }),
    ...(prepare && { prepare }),
    ...(createWorker && { createWorker }),
    ...(recovery && { recovery }),
    ...(allowedOrigins && { allowedOrigins }),
  }
}
