'use client'

import type { QueryClient } from '@tanstack/react-query'
import { type ReactElement, type ReactNode, useMemo, useState } from 'react'
import type { Concurrency, Prepare, UploaderOptions } from '../../contract/options.js'
import type { Recovery } from '../../contract/recovery.js'
import type { Restrictions } from '../../contract/restrictions.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'
import { en } from '../../locales/en.js'
import { mergeMessages, type PartialMessages } from './mergeMessages.js'
import { Announcer } from '../parts/announcer/Announcer.js'
import { CoatcheckContext, type Coatcheck, type DropzoneHandle, type ListHandle } from './context.js'
import type { Doctor, DoctorOptions } from '../parts/doctor/Doctor.js'
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
import { type UploadCallbacks, useUploadCallbacks } from './useUploadCallbacks.js'

interface CommonProviderProps<TFile extends StoredFile> extends UploadCallbacks<TFile> {
  /** Limits for the files that are added from now on. You may pass a new object at each render. Default: no limits. */
  readonly restrictions?: Restrictions | undefined
  /** How many files are read and sent at once, for the files that are added from now on. */
  readonly concurrency?: Concurrency | undefined
  /** Changes each file before it is inspected, for example to compress or convert it. Default: files stay unchanged. */
  readonly prepare?: Prepare | undefined
  /**
   * The texts of all parts, or some of them: the others are English. To change some texts of another language, use
   * `mergeMessages`. Define the texts outside the component, because new ones render all parts again.
   * @default en
   * @example locale={de}
   * @example
   * const locale = { dropzone: { title: () => 'Drop your holiday photos here' } }
   * <UploadProvider locale={locale} backend={backend}>
   */
  readonly locale?: PartialMessages | undefined
  /** For the gallery and the mirrored calls. Default: the client from React context or, without one, a private one. */
  readonly queryClient?: QueryClient | undefined
  /**
   * Whether the browser asks for confirmation if the user leaves the page while uploads are under way.
   * @default true
   */
  readonly warnOnLeave?: boolean | undefined
  /**
   * Whether the screen stays on while uploads are under way, if the browser supports it: a phone that goes to sleep
   * stops sending.
   * @default true
   */
  readonly keepAwake?: boolean | undefined
  /**
   * Checks the set-up. Failed rows then show a button if the doctor may know the cause, and `<DoctorButton>` is the
   * same button for any other place. The report is for developers, so leave this out in production. The doctor gets
   * this provider's `createWorker` and `allowedOrigins`; if you pass an uploader of your own, pass them yourself.
   * @example doctor={import.meta.env.DEV ? diagnose : undefined}
   * @example
   * doctor={(backend, options) => diagnose(backend, { ...options, createWorker })}
   */
  readonly doctor?: Doctor | undefined
  readonly children?: ReactNode
}

/** Props with a `backend`: the provider creates its own uploader, and destroys it when it unmounts. */
export interface BackendProviderProps<TFile extends StoredFile = StoredFile> extends CommonProviderProps<TFile> {
  /**
   * Each upload keeps the backend that it was added with, even if this prop changes. Where another user can sign in
   * without a reload, give the provider the user's id as its `key`.
   */
  readonly backend: UploadBackend<TFile>
  readonly uploader?: never
  /**
   * Whether uploads start as soon as files are added. With `false` they wait for `uploader.start`. Read once.
   * @default true
   */
  readonly autoStart?: boolean | undefined
  /** Starts the worker where the bundler does not find it, as the guide `docs/setup.md` explains. Read once. */
  readonly createWorker?: (() => Worker) | undefined
  /**
   * Brings back uploads that a reload or a crash interrupted: pass the result of `createRecovery()` from
   * `coatcheck/recovery`, created once. The backend needs a `scope`. Read once.
   */
  readonly recovery?: Recovery | undefined
  /** The origins that tickets may send files to. Read once. Default: any origin. */
  readonly allowedOrigins?: readonly string[] | undefined
}

/** Props with an `uploader` that the app created and that outlives the provider. */
export interface UploaderProviderProps<TFile extends StoredFile = StoredFile> extends CommonProviderProps<TFile> {
  readonly uploader: Uploader<TFile>
  readonly backend?: never
  readonly autoStart?: never
  readonly createWorker?: never
  readonly recovery?: never
  readonly allowedOrigins?: never
}

/** Props of {@link UploadProvider}: either a `backend` or an `uploader`. */
export type UploadProviderProps<TFile extends StoredFile = StoredFile> =
  | BackendProviderProps<TFile>
  | UploaderProviderProps<TFile>

/**
 * Provides one uploader to the parts and hooks inside it, and announces to screen readers what happens to the files.
 * @throws {TypeError} if it has neither or both of `backend` and `uploader`, or an option that cannot work.
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
  return <ProviderBody {...props} />
}

function OwnUploader<TFile extends StoredFile>(props: BackendProviderProps<TFile>): ReactElement {
  const uploader = useOwnUploader(() => toOptions(props))
  useChangedOptions(uploader, props, false)
  useRecovered(uploader, props.backend)
  return <ProviderBody {...props} uploader={uploader} />
}

interface ProviderBodyProps<TFile extends StoredFile> extends CommonProviderProps<TFile> {
  readonly uploader: Uploader<TFile>
  readonly backend?: UploadBackend<TFile>
  readonly createWorker?: (() => Worker) | undefined
  readonly allowedOrigins?: readonly string[] | undefined
}

function ProviderBody<TFile extends StoredFile>(props: ProviderBodyProps<TFile>): ReactElement {
  const {
    uploader,
    backend,
    restrictions = noRestrictions,
    warnOnLeave = true,
    keepAwake = true,
    doctor,
    createWorker,
    allowedOrigins,
    children,
  } = props
  const queryClient = useCoatcheckQueryClient(props.queryClient)
  useQueryMirror(uploader, queryClient)
  useUploadCallbacks(uploader, props)
  const locale = useMemo(() => props.locale && mergeMessages(en, props.locale), [props.locale])
  const [shared] = useState(() => ({
    dropzones: new Set<DropzoneHandle>(),
    lists: new Set<ListHandle>(),
    speaker: new Speaker(),
  }))
  const { target, openDoctor, closeDoctor } = useDoctorTarget(uploader, doctor !== undefined)
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
        <target.Dialog
          // An option that is undefined counts as left out.
          run={(signal) =>
            doctor(target.backend, { createWorker, allowedOrigins, metadata: target.metadata, signal } as DoctorOptions)
          }
          onClose={closeDoctor}
        />
      )}
    </CoatcheckContext.Provider>
  )
}

const noRestrictions: Restrictions = {}

function toOptions<TFile extends StoredFile>(props: BackendProviderProps<TFile>): UploaderOptions<TFile> {
  const { backend, restrictions, concurrency, autoStart, prepare, createWorker, recovery, allowedOrigins } = props
  const options = { backend, restrictions, concurrency, autoStart, prepare, createWorker, recovery, allowedOrigins }
  // An option that is undefined counts as left out.
  return options as UploaderOptions<TFile>
}
