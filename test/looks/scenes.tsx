import { QueryClient } from '@tanstack/react-query'
import { fireEvent, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import type { Check, Diagnosis } from '../../src/doctor.ts'
import type { Rejection } from '../../src/contract/restrictions.ts'
import type { StoredFile } from '../../src/contract/storedFile.ts'
import type { Upload } from '../../src/contract/upload.ts'
import {
  AvatarField,
  BlurhashImage,
  DoctorButton,
  Dropzone,
  Gallery,
  UploadButton,
  UploadGrid,
  UploadList,
  UploadPanel,
  UploadProvider,
  UploadRow,
  UploadSummary,
  UploadTray,
} from '../../src/index.ts'
import { createFakeBackend, type FakeBackendOptions } from '../../src/testing/fakes/fakeBackend.ts'
import { createStaticUploader } from '../../stories/support/createStaticUploader.ts'
import { brokenUrl, samplePictures } from '../../stories/support/samplePictures.ts'
import { sampleError, sampleRows, sampleUpload } from '../../stories/support/sampleUploads.ts'

/** A part in a state, or several parts together. */
export interface Scene {
  readonly name: string
  readonly render: () => ReactElement
  /** Matches an element as soon as the part is in its state. */
  readonly ready: string
  /** Matches what must be gone by then. */
  readonly pending?: string
  /** Brings the part into its state. */
  readonly prepare?: (root: HTMLElement) => Promise<void> | void
}

const [picture] = samplePictures(1)
/** Nothing counts down. */
const retryAt = Date.now() + 86_400_000
const rows = Object.values(sampleRows).map((row) => ('retryAt' in row ? { ...row, retryAt } : row))
const uploading = [sampleRows['done'], sampleRows['sending'], sampleRows['failed']] as readonly Upload[]

const rejections: readonly Rejection[] = Array.from({ length: 25 }, (_, index) => ({
  id: `rejected-${index}`,
  file: new File(['x'], `holiday ${index}.mov`),
  reasons: [
    { code: 'file-too-large', limit: 10_000_000 },
    { code: 'type-not-accepted', limit: 'image/*' },
  ],
}))

const checks: readonly Check[] = [
  { name: 'page', outcome: 'ok', message: 'The page is a secure context.' },
  { name: 'worker', outcome: 'warning', code: 'worker-blocked', message: 'No worker starts.', advice: 'Allow blob:.' },
  { name: 'etag', outcome: 'problem', code: 'etag-hidden', message: 'The ETag is hidden.', advice: 'Set a\nrule.' },
]
const diagnosis: Diagnosis = { ok: false, backend: 'fake', checks }

const files: readonly StoredFile[] = [
  { id: 'pdf', name: 'plan of the house.pdf', type: 'application/pdf', size: 91_000 },
  ...samplePictures(4).map((file, index) => (index === 1 ? { ...file, url: brokenUrl } : file)),
]

/** A picture without its blurhash, or not yet loaded. */
const pendingPicture = ".coatcheck-blurhash:is([data-status='loading'], :not(:has(canvas)))"

/**
 * Every part in its states. `src/styles/hostPages.browser.test.tsx` compares the looks of each scene on pages with style
 * sheets of their own. A new part joins by adding its scenes to this list.
 */
export const scenes: readonly Scene[] = [
  { name: 'dropzone', render: () => zone({}), ready: '.coatcheck-dropzone' },
  {
    name: 'dropzone with limits',
    render: () => zone({ accept: 'image/*', maxSizeBytes: 10_000_000, maxFiles: 5 }),
    ready: '.coatcheck-dropzone-limits',
  },
  { name: 'disabled dropzone', render: () => zone({}, <Dropzone disabled />), ready: '[data-disabled]' },
  { name: 'dropzone under a drag', render: () => zone({}), ready: '[data-drop-target]', prepare: dragOver },
  {
    name: 'dropzone under a drag that it refuses',
    render: () => zone({ accept: 'application/pdf' }),
    ready: '[data-rejecting]',
    prepare: dragOver,
  },
  { name: 'invalid dropzone', render: () => zone({}, <Dropzone invalid />), ready: '[data-invalid]' },
  { name: 'empty avatar field', render: () => avatar([]), ready: '.coatcheck-avatar-field' },
  ...['sending', 'failed', 'done'].map((state) => ({
    name: `avatar field: ${state}`,
    render: () => avatar([{ ...sampleRows[state], group: 'avatar' } as Upload]),
    ready: `.coatcheck-avatar-field[data-status=${state}]`,
  })),
  {
    name: 'list with every state of a row',
    render: () => list(rows),
    ready: `.coatcheck-upload-item:nth-child(${rows.length})`,
  },
  {
    name: 'row outside a list',
    render: () => (
      <UploadProvider uploader={createStaticUploader(uploading)}>
        <UploadRow upload={sampleRows['sending'] as Upload} />
      </UploadProvider>
    ),
    ready: '.coatcheck-upload-row',
  },
  {
    name: 'row with a picture',
    render: () => list([pictured()]),
    ready: '.coatcheck-upload-thumbnail img',
  },
  {
    name: 'failed row with a doctor',
    render: () =>
      list([sampleUpload({ status: 'failed', at: 'sending', error: sampleError('answer-malformed', 'requesting') })]),
    ready: '.coatcheck-doctor-button',
  },
  {
    name: 'row with a focused button',
    render: () => list([sampleRows['sending'] as Upload]),
    ready: '.coatcheck-icon-button:focus-visible',
    prepare: (root) => find(root, '.coatcheck-icon-button').focus(),
  },
  {
    name: 'focused dropzone',
    render: () => zone({}),
    ready: '.coatcheck-dropzone-button:focus-visible',
    prepare: (root) => find(root, '.coatcheck-dropzone-button').focus(),
  },
  {
    name: 'windowed list',
    render: () =>
      list(
        Array.from({ length: 200 }, (_, index) =>
          sampleUpload({ status: 'queued', next: 'inspecting' }, { id: `queued-${index}` }),
        ),
      ),
    ready: '.coatcheck-upload-scroll .coatcheck-upload-item',
    pending: ".coatcheck-upload-item:not([style*='absolute'])",
  },
  { name: 'rejections', render: () => list([], rejections), ready: '.coatcheck-rejection-more' },
  {
    name: 'summary',
    render: () => (
      <UploadProvider uploader={createStaticUploader(uploading)}>
        <UploadSummary />
      </UploadProvider>
    ),
    ready: '.coatcheck-summary-words',
  },
  {
    name: 'empty panel',
    render: () => zone({}, <UploadPanel title="Photos" />),
    ready: '.coatcheck-panel-title',
    pending: '.coatcheck-panel-pending',
  },
  {
    name: 'panel with rows and rejections',
    render: () => wrap(<UploadPanel title="Photos" />, uploading, rejections.slice(0, 2)),
    ready: '.coatcheck-panel-footer',
  },
  {
    name: 'compact panel with tiles',
    render: () => wrap(<UploadPanel density="compact">{() => <UploadGrid density="compact" />}</UploadPanel>, rows),
    ready: `.coatcheck-grid-item:nth-child(${rows.length})`,
  },
  {
    name: 'windowed grid',
    render: () => wrap(<UploadGrid windowAbove={2} />, rows),
    ready: '.coatcheck-grid-scroll .coatcheck-grid-item',
    pending: ".coatcheck-grid-line:not([style*='absolute'])",
  },
  { name: 'tray', render: () => wrap(<UploadTray />, uploading), ready: '.coatcheck-tray-footer' },
  { name: 'folded tray', render: () => wrap(<UploadTray defaultFolded />, uploading), ready: '[data-folded]' },
  {
    name: 'upload buttons in every state',
    render: () => (
      <>{[...uploading, undefined].map((upload) => wrap(<UploadButton required />, upload ? [upload] : []))}</>
    ),
    ready: '.coatcheck-upload-button-progress',
  },
  { name: 'doctor button', render: doctor, ready: '.coatcheck-doctor-button' },
  {
    name: 'report of the doctor',
    render: doctor,
    ready: '.coatcheck-diagnosis[open] details[open]',
    prepare: async (root) => {
      fireEvent.click(find(root, '.coatcheck-doctor-button'))
      await waitFor(() => find(root, 'details').setAttribute('open', ''))
    },
  },
  { name: 'gallery', render: () => gallery({ files }), ready: '.coatcheck-gallery-broken', pending: pendingPicture },
  { name: 'empty gallery', render: () => gallery({}), ready: '.coatcheck-gallery-message' },
  {
    name: 'loading gallery',
    render: () => gallery({ gate: () => new Promise(() => {}) }),
    ready: '.coatcheck-gallery-skeleton',
  },
  {
    name: 'failed gallery',
    render: () => gallery({ fail: { list: [{ error: new Error('The list is out of order.') }] } }),
    ready: '.coatcheck-gallery-button',
  },
  {
    name: 'gallery with pages',
    render: () => gallery({ files: samplePictures(9) }),
    ready: '.coatcheck-gallery-more',
    pending: pendingPicture,
  },
  {
    name: 'picture',
    render: () => (
      <BlurhashImage hash={picture?.blurhash} src={picture?.url} width={1600} height={1067} alt="A landscape" />
    ),
    ready: '.coatcheck-blurhash',
    pending: pendingPicture,
  },
]

function zone(restrictions: object, part: ReactElement = <Dropzone name="files" />): ReactElement {
  return (
    <UploadProvider uploader={createStaticUploader([])} restrictions={restrictions}>
      {part}
    </UploadProvider>
  )
}

function avatar(uploads: readonly Upload[]): ReactElement {
  return (
    <UploadProvider uploader={createStaticUploader(uploads)}>
      <AvatarField group="avatar" aria-label="Profile photo" />
    </UploadProvider>
  )
}

function list(uploads: readonly Upload[], rejected: readonly Rejection[] = []): ReactElement {
  return (
    <UploadProvider uploader={createStaticUploader(uploads, rejected)} doctor={() => Promise.resolve(diagnosis)}>
      <UploadList />
    </UploadProvider>
  )
}

function wrap(part: ReactElement, uploads: readonly Upload[], rejected: readonly Rejection[] = []): ReactElement {
  return (
    <UploadProvider key={uploads[0]?.id} uploader={createStaticUploader(uploads, rejected)}>
      {part}
    </UploadProvider>
  )
}

function doctor(): ReactElement {
  return (
    <UploadProvider uploader={createStaticUploader([])} doctor={() => Promise.resolve(diagnosis)}>
      <DoctorButton />
    </UploadProvider>
  )
}

function gallery(options: FakeBackendOptions): ReactElement {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return (
    <UploadProvider backend={createFakeBackend({ name: 'looks', ...options })} queryClient={queryClient}>
      <Gallery pageSize={6} paging="button" />
    </UploadProvider>
  )
}

function pictured(): Upload {
  return sampleUpload(
    { status: 'done', outcome: 'uploaded', stored: { ...picture, id: 'pictured' } },
    { id: 'pictured' },
  )
}

function find(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}

/** Not every browser accepts a synthetic DataTransfer in the constructor. */
function dragOver(root: HTMLElement): void {
  const data = new DataTransfer()
  data.items.add(new File(['x'], 'dragged.png', { type: 'image/png' }))
  const event = new DragEvent('dragenter', { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'dataTransfer', { value: data })
  fireEvent(find(root, '.coatcheck-dropzone'), event)
}
